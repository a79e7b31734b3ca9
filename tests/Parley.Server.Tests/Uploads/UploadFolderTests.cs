using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Parley.Core.Uploads;
using Parley.Server.Settings;
using Parley.Server.Uploads;

namespace Parley.Server.Tests.Uploads;

public sealed class UploadFolderTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("parley-folder-").FullName;

    private string Folder => Path.Combine(_data, "uploads");

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task A_restart_keeps_the_files_and_counts_them()
    {
        var options = new UploadOptions { MaxTotal = 10 };
        Uri link;
        await using (FileServer before = await FileServer.StartAsync(options, _data))
            link = await before.UploadAsync("12345678"u8.ToArray(), "keep.txt");

        await using FileServer after = await FileServer.StartAsync(options, _data);
        using HttpResponseMessage got = await after.Http.GetAsync(link.PathAndQuery);
        using HttpResponseMessage third = await after.PostAsync(new ByteArrayContent(new byte[3]));

        Assert.Equal("12345678", await got.Content.ReadAsStringAsync());
        Assert.Equal("keep.txt", got.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Equal(HttpStatusCode.InsufficientStorage, third.StatusCode);
    }

    [Fact]
    public async Task A_restart_removes_what_a_crash_left_and_leaves_what_it_does_not_know()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, "a.part"), "half a file");
        await File.WriteAllTextAsync(Path.Combine(Folder, "b.bin"), "moved, but not yet in the index");
        await File.WriteAllTextAsync(Path.Combine(Folder, "b.json.part"), "{}");
        await File.WriteAllTextAsync(Path.Combine(Folder, "c.json"), "{");
        await File.WriteAllTextAsync(Path.Combine(Folder, "d.json"), "{\"id\":\"../secret\",\"name\":\"x\",\"size\":1,\"sha256\":\"\",\"created\":\"2026-01-01T00:00:00Z\"}");
        await File.WriteAllTextAsync(Path.Combine(Folder, "readme.txt"), "from the operator");

        await using FileServer server = await FileServer.StartAsync(data: _data);

        Assert.Equal(["c.json", "d.json", "readme.txt"], server.Files().Order());
        Assert.Equal(2, server.Log.Lines.Count);
    }

    [Fact]
    public async Task A_folder_that_takes_nothing_gives_a_reason_and_a_line_in_the_log()
    {
        await using FileServer server = await FileServer.StartAsync(data: _data);
        Directory.Delete(Folder);
        await File.WriteAllTextAsync(Folder, "in the way");

        using HttpResponseMessage response = await server.PostAsync(new ByteArrayContent(new byte[10]));

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("could not store", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(server.Log.Lines, line => line.StartsWith("Error An upload could not be stored in " + Folder, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_full_disk_says_so_before_anything_is_sent()
    {
        // More than any disk has: a little more than the free space would take it all from others while the system tries.
        const long TooMuch = 1L << 60;
        UploadFolder folder = NewFolder();

        UploadOutcome outcome = await folder.SaveAsync(Announced(TooMuch), new Zeroes(0), CancellationToken.None);

        Assert.Equal(UploadRefusal.DiskFull, outcome.Refusal);
        Assert.Empty(Directory.GetFiles(Folder));
        Assert.Equal(1000, (await folder.SaveAsync(Announced(1000), new Zeroes(1000), CancellationToken.None)).Stored!.Size);
    }

    [Fact]
    public async Task A_running_upload_finishes_before_the_server_stops()
    {
        await using FileServer server = await FileServer.StartAsync(data: _data);
        // With this the body begins when the server has asked for it, and so is certainly receiving it.
        server.Http.DefaultRequestHeaders.ExpectContinue = true;
        var body = new HeldBack("the first half, ", "and the second");
        Task<HttpResponseMessage> uploading = server.PostAsync(body);
        await body.FirstSent;
        Task stopping = server.StopAsync();

        body.SendRest();

        Assert.Equal(HttpStatusCode.Created, (await uploading).StatusCode);
        await stopping;
        Assert.Equal("the first half, and the second", await File.ReadAllTextAsync(Directory.GetFiles(Folder, "*.bin").Single()));
    }

    [Fact]
    public async Task Files_go_when_they_were_kept_long_enough_and_make_room()
    {
        var options = new UploadOptions { MaxTotal = 10, Days = 7, TokenLifetime = TimeSpan.FromDays(100) };
        await using FileServer server = await FileServer.StartAsync(options, _data);
        Uri old = await server.UploadAsync("12345678"u8.ToArray(), "old.txt");
        server.Time.Advance(TimeSpan.FromDays(6));
        Uri young = await server.UploadAsync("1"u8.ToArray(), "young.txt");

        server.Time.Advance(TimeSpan.FromDays(1.5));
        await FileServer.UntilAsync(() => server.Files("*.bin").Length == 1);

        using HttpResponseMessage gone = await server.Http.GetAsync(old.PathAndQuery), kept = await server.Http.GetAsync(young.PathAndQuery);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (gone.StatusCode, kept.StatusCode));
        Assert.Single(server.Files("*.json"));
        // Its room is free a moment after the file is gone.
        await FileServer.UntilAsync(async () =>
        {
            using HttpResponseMessage response = await server.PostAsync(new ByteArrayContent(new byte[8]));
            return response.StatusCode == HttpStatusCode.Created;
        });
    }

    [Fact]
    public async Task A_sender_that_leaves_leaves_nothing()
    {
        UploadFolder folder = NewFolder();
        using var gone = new CancellationTokenSource();
        var body = new Zeroes(1_000_000, onRead: read => { if (read > 400_000) gone.Cancel(); });

        UploadOutcome outcome = await folder.SaveAsync(Announced(1_000_000), body, gone.Token);

        Assert.Equal(UploadRefusalKind.BrokenOff, outcome.Refusal!.Kind);
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Theory]
    [InlineData(999)]
    [InlineData(1001)]
    public async Task A_file_of_another_size_than_announced_is_not_kept(int real)
    {
        UploadFolder folder = NewFolder();

        UploadOutcome outcome = await folder.SaveAsync(Announced(1000), new Zeroes(real), CancellationToken.None);

        Assert.Equal(UploadRefusalKind.BrokenOff, outcome.Refusal!.Kind);
        Assert.Empty(Directory.GetFiles(Folder));
    }

    private static NewUpload Announced(long size) => new("x.bin", null, size, new UploadOwner("ada", 1));

    private UploadFolder NewFolder()
    {
        var folder = new UploadFolder(Folder, new UploadPolicy(long.MaxValue, long.MaxValue, false), new FakeTimeProvider(), NullLogger<UploadFolder>.Instance);
        folder.Load();
        return folder;
    }

    /// <summary>A body whose second half waits until the test says so.</summary>
    private sealed class HeldBack(string first, string second) : HttpContent
    {
        private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _rest = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task FirstSent => _sent.Task;

        public void SendRest() => _rest.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(first));
            await stream.FlushAsync();
            _sent.SetResult();
            await _rest.Task;
            await stream.WriteAsync(Encoding.UTF8.GetBytes(second));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
