using System.Globalization;
using Microsoft.Playwright;

namespace Parley.EndToEnd.Web;

/// <summary>
/// Compares what a page looks like with the pictures in <c>Pictures/</c>. With <c>PARLEY_PICTURES=1</c> they are taken anew: look at each.
/// </summary>
/// <remarks>
/// The fonts are those of the package fonts-dejavu-core, nothing moves, and times are not drawn. Two pictures are compared at a quarter of their
/// size, so that another version of the browser, which smooths letters a little otherwise, is not another picture.
/// </remarks>
internal sealed class Pictures(IPage table)
{
    // Of the points of the small picture: how many may differ, and by how much of 255 one has to in order to count.
    private const double MostDifferent = 0.004;
    private const int Differs = 40;

    private const string Still = """
        () => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(`:root { --sans: "DejaVu Sans"; --mono: "DejaVu Sans Mono"; } time { visibility: hidden !important; }`);
            document.adoptedStyleSheets.push(sheet);
        }
        """;

    private const string Compare = """
        async ([a, b, differs]) => {
            const read = async data => {
                const image = new Image();
                image.src = 'data:image/png;base64,' + data;
                await image.decode();
                const canvas = new OffscreenCanvas(Math.ceil(image.width / 4), Math.ceil(image.height / 4));
                const pen = canvas.getContext('2d');
                pen.imageSmoothingQuality = 'high';
                pen.drawImage(image, 0, 0, canvas.width, canvas.height);
                return { width: image.width, height: image.height, points: pen.getImageData(0, 0, canvas.width, canvas.height).data };
            };
            const one = await read(a), other = await read(b);
            if (one.width !== other.width || one.height !== other.height) return 1;
            let far = 0;
            for (let i = 0; i < one.points.length; i += 4)
                if ([0, 1, 2].some(c => Math.abs(one.points[i + c] - other.points[i + c]) > differs)) far++;
            return far / (one.points.length / 4);
        }
        """;

    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Parley.EndToEnd", "Web", "Pictures");
    private static readonly bool TakeAnew = Environment.GetEnvironmentVariable("PARLEY_PICTURES") is { Length: > 0 };

    private readonly List<string> _wrong = [];

    /// <summary>Sets up a table to lay pictures on.</summary>
    public static async Task<Pictures> StartAsync(Browser browser) => new(await browser.OpenAsync(new Uri("about:blank")));

    /// <summary>Makes a page look the same on every machine and at every time.</summary>
    public static Task HoldStillAsync(IPage page) => page.EvaluateAsync(Still);

    /// <summary>Compares a page, as wide and as high as said, in a theme.</summary>
    public async Task TakeAsync(IPage page, string name, int width, int height, ColorScheme theme)
    {
        await page.Mouse.MoveAsync(0, 0);
        await page.SetViewportSizeAsync(width, height);
        await page.EmulateMediaAsync(new() { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce });
        // Whatever follows the size does so in the next frames.
        await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        byte[] taken = await page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled });
        string file = string.Create(CultureInfo.InvariantCulture, $"{name}-{width}-{(theme == ColorScheme.Dark ? "dark" : "light")}.png"), kept = Path.Combine(Folder, file);
        double different = File.Exists(kept)
            ? await table.EvaluateAsync<double>(Compare, new object[] { Convert.ToBase64String(await File.ReadAllBytesAsync(kept)), Convert.ToBase64String(taken), Differs })
            : 1;
        if (different <= MostDifferent)
            return;
        string written = TakeAnew ? kept : Path.Combine(AppContext.BaseDirectory, "pictures", file);
        Directory.CreateDirectory(Path.GetDirectoryName(written)!);
        await File.WriteAllBytesAsync(written, taken);
        if (!TakeAnew)
            _wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{file} differs in {different:P1} of its points. Now: {written}, kept: {kept}"));
    }

    /// <summary>Fails with all that differed.</summary>
    public void Sentence()
    {
        if (_wrong.Count > 0)
            Assert.Fail(string.Join('\n', _wrong) + "\nIf they should look like this now, PARLEY_PICTURES=1 keeps the new ones.");
    }
}
