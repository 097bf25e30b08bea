// Reads and checks a report.
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MemallocKit.Report;

internal static class ReportReader
{
    private const int Version = 1;

    // Two levels a class, and far more than anyone nests.
    private const int MostLevels = 1000;

    private static readonly ReportJson s_json = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = MostLevels,
    });

    public static ReserveReport ReadFile(string path) => Read(ReportException.Guard("read", path, () => File.ReadAllText(path)), path);

    /// <param name="json">The text.</param>
    /// <param name="source">Where it is from, for messages.</param>
    public static ReserveReport Read(string json, string source)
    {
        try
        {
            CheckVersion(json, source);
            var report = JsonSerializer.Deserialize(json, s_json.ReserveReport);
            return report != null && IsWhole(report) ? report : throw new ReportException($"'{source}' is not a report on reserves: an entry is null");
        }
        catch (JsonException failure)
        {
            throw new ReportException($"'{source}' is not a report on reserves: {failure.Message}");
        }
    }

    // First: a later version may have another shape.
    private static void CheckVersion(string json, string source)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MostLevels });
        if (document.RootElement is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("version", out var version))
            throw new ReportException($"'{source}' is not a report on reserves: it has no version");
        if (!version.ValueEquals(Version))
            throw new ReportException($"'{source}' is a report of version {version.GetRawText()}, and this program reads version {Version}: use the one of the package that wrote it");
    }

    // The serializer refuses null for a member, not for an element.
    private static bool IsWhole(ReserveReport report) =>
        report.Trees.All(static tree => tree != null && IsWhole(tree.Root))
        && report.Contexts.All(static context => context != null && !context.MayCharge.Contains(null!) && !context.Reserves.Contains(null!));

    private static bool IsWhole(ReportNode node) => node != null && (node.Nodes ?? []).All(IsWhole);

    private static bool ValueEquals(this JsonElement element, int value) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var number) && number == value;
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ReserveReport))]
internal sealed partial class ReportJson : JsonSerializerContext;
