@echo off
rem Runs Parley with the arguments given. Builds it first when there is no build of these very sources:
rem each build stands in .parley\SUM, where SUM is made of the names, sizes and times of the sources.
setlocal
set "root=%~dp0"
set "builds=%root%.parley"

set "sum="
for /f %%s in ('powershell -NoProfile -Command "$f = Get-ChildItem -File -Recurse '%root%src', '%root%Directory.*.props', '%root%global.json' | Where-Object FullName -NotMatch '[\\/](bin|obj)[\\/]' | Sort-Object FullName | ForEach-Object { $_.FullName + $_.Length + $_.LastWriteTimeUtc.Ticks }; $h = [Security.Cryptography.MD5]::Create().ComputeHash([Text.Encoding]::UTF8.GetBytes($f -join '|')); [BitConverter]::ToString($h).Replace('-', '')"') do set "sum=%%s"
set "app=%builds%\%sum%"
if exist "%app%\parley.dll" goto run

pushd "%root%"
dotnet --version >nul 2>nul || (
    popd
    echo Parley needs the .NET 10 SDK, and it is not here: https://dot.net/download 1>&2
    exit /b 1
)
echo Building Parley (once, about a minute)... 1>&2
rem Two at a time each have a folder of their own, and whoever is first to rename it wins.
set "new=%builds%\new-%RANDOM%%RANDOM%"
dotnet publish src/Parley -c Release -o "%new%" -v quiet -nologo -nodeReuse:false 1>&2 || (
    popd
    echo Parley could not be built. 1>&2
    exit /b 1
)
popd
move "%new%" "%app%" >nul 2>nul || rmdir /s /q "%new%"

:run
dotnet "%app%\parley.dll" %*
exit /b %ERRORLEVEL%
