using System.Globalization;

namespace Aspire.Dashboard.ConsoleLogs;

/// <summary>What "select graphic rendition" has set so far.</summary>
internal sealed class AnsiStyle
{
    private static readonly int[] CubeLevels = [0, 95, 135, 175, 215, 255];

    private int? _foreground;
    private int? _background;
    private bool _isBold;
    private bool _isFaint;
    private bool _isUnderlined;

    /// <summary>A colour that is none of the sixteen.</summary>
    public string? Color { get; private set; }

    public string Classes => string.Join(' ', Names());

    public void Apply(ReadOnlySpan<int> codes)
    {
        for (var i = 0; i < codes.Length; i++)
        {
            switch (codes[i])
            {
                case 38 or 48 when i + 2 < codes.Length && codes[i + 1] == 5:
                    SetIndexed(codes[i], codes[i + 2]);
                    i += 2;
                    break;
                case 38 or 48 when i + 4 < codes.Length && codes[i + 1] == 2:
                    SetColor(codes[i], codes[i + 2], codes[i + 3], codes[i + 4]);
                    i += 4;
                    break;
                default:
                    Apply(codes[i]);
                    break;
            }
        }
    }

    private IEnumerable<string> Names()
    {
        if (_foreground is { } foreground)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"ansi-{foreground}");
        }

        if (_background is { } background)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"ansi-on-{background}");
        }

        if (_isBold)
        {
            yield return "ansi-bold";
        }

        if (_isFaint)
        {
            yield return "ansi-faint";
        }

        if (_isUnderlined)
        {
            yield return "ansi-underline";
        }
    }

    private void Apply(int code)
    {
        switch (code)
        {
            case 0:
                (_foreground, _background, Color, _isBold, _isFaint, _isUnderlined) = (null, null, null, false, false, false);
                break;
            case 1:
                _isBold = true;
                break;
            case 2:
                _isFaint = true;
                break;
            case 4:
                _isUnderlined = true;
                break;
            case 22:
                (_isBold, _isFaint) = (false, false);
                break;
            case 24:
                _isUnderlined = false;
                break;
            default:
                ApplyColor(code);
                break;
        }
    }

    private void ApplyColor(int code)
    {
        switch (code)
        {
            case 39:
                (_foreground, Color) = (null, null);
                break;
            case 49:
                _background = null;
                break;
            case >= 30 and <= 37:
                (_foreground, Color) = (code - 30, null);
                break;
            case >= 40 and <= 47:
                _background = code - 40;
                break;
            case >= 90 and <= 97:
                (_foreground, Color) = (code - 82, null);
                break;
            case >= 100 and <= 107:
                _background = code - 92;
                break;
        }
    }

    private void SetIndexed(int target, int index)
    {
        if (index < 16)
        {
            Apply((target == 38 ? 30 : 40) + (index < 8 ? index : index + 52));
        }
        else if (index < 232)
        {
            var cube = index - 16;
            SetColor(target, CubeLevels[cube / 36], CubeLevels[cube / 6 % 6], CubeLevels[cube % 6]);
        }
        else
        {
            var grey = 8 + ((Math.Min(index, 255) - 232) * 10);
            SetColor(target, grey, grey, grey);
        }
    }

    // Backgrounds of any colour would need text of a colour that fits; they are left out.
    private void SetColor(int target, int red, int green, int blue)
    {
        if (target == 38)
        {
            (_foreground, Color) = (null, $"#{red & 255:x2}{green & 255:x2}{blue & 255:x2}");
        }
    }
}
