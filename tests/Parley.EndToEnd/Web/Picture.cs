using Microsoft.Playwright;

namespace Parley.EndToEnd.Web;

/// <summary>A picture for tests to send: drawn by the browser, so that none lies in the repository.</summary>
internal static class Picture
{
    public const int Width = 720, Height = 480;

    private const string Drawing = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 480" width="720" height="480">
          <defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#fbd9a5"/><stop offset="1" stop-color="#f7efe2"/></linearGradient></defs>
          <rect width="720" height="480" fill="url(#sky)"/>
          <circle cx="540" cy="150" r="56" fill="#f4a261"/>
          <path d="M0 300q180-110 360-30t360-50v260H0z" fill="#8fb996"/>
          <path d="M0 360q200-70 400-10t320-30v160H0z" fill="#5b8e7d"/>
          <path d="M0 420q240-40 720 0v60H0z" fill="#31572c"/>
          <g stroke="#31572c" stroke-width="6" stroke-linecap="round"><path d="M150 430v-120M230 440v-90M310 436v-140"/></g>
          <g fill="#d1495b"><circle cx="132" cy="330" r="20"/><circle cx="168" cy="356" r="22"/><circle cx="214" cy="372" r="18"/>
            <circle cx="248" cy="392" r="18"/><circle cx="292" cy="322" r="22"/><circle cx="330" cy="350" r="24"/><circle cx="300" cy="386" r="20"/></g>
        </svg>
        """;

    /// <summary>The picture as PNG. Closes the page.</summary>
    public static async Task<byte[]> DrawAsync(IPage page)
    {
        await page.SetViewportSizeAsync(Width, Height);
        await page.SetContentAsync("<style>body{margin:0}</style>" + Drawing);
        byte[] png = await page.ScreenshotAsync();
        await page.Context.CloseAsync();
        return png;
    }
}
