// One setting of the default zone: the environment variable before the runtime setting.
using System.Globalization;

namespace MemallocKit.Slabs;

/// <summary>The two names of a setting. A blank value is none.</summary>
internal sealed record ZoneSetting(string Variable, string Name)
{
    public ZoneSettingValue Read(Func<string, string?> variables, Func<string, object?> settings) =>
        variables(Variable) is { } value && !string.IsNullOrWhiteSpace(value)
            ? new ZoneSettingValue(value.Trim(), $"environment variable {Variable}")
            : new ZoneSettingValue(Convert.ToString(settings(Name), CultureInfo.InvariantCulture)?.Trim() ?? "", $"runtime setting {Name}");
}

/// <summary>What was found, and where, for messages.</summary>
internal readonly record struct ZoneSettingValue(string Text, string Source)
{
    private const long MostBytes = 1L << 42;

    public long? Bytes()
    {
        if (Text.Length == 0)
            return null;
        if (long.TryParse(Text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes is >= 1 and <= MostBytes)
            return bytes;
        throw new ReserveException($"The {Source} is '{Text}'. It must be a number of bytes from 1 to {MostBytes}, without a suffix.");
    }

    public bool? Switch() => Text.ToUpperInvariant() switch
    {
        "" => null,
        "1" or "TRUE" => true,
        "0" or "FALSE" => false,
        _ => throw new ReserveException($"The {Source} is '{Text}'. It must be true or false, or 1 or 0."),
    };
}
