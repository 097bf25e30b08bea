// Writes the report as JSON, inside an attribute.
using MemallocKit.Estimation;

namespace MemallocKit.Generators;

/// <summary>
/// From the model of a report to C#. The JSON stands in a raw string, so that it can be read in the IDE as it will stand in the file:
/// three quotes in a row, which would end it, are in no JSON.
/// </summary>
internal static class ReserveReportEmitter
{
    public const string HintName = "MemallocKit.Reserves.g.cs";

    /// <summary>The key that the program looks for in the assembly.</summary>
    public const string Key = "MemallocKit.Reserves";

    /// <summary>Goes up when a reader of the last version would misread the new one.</summary>
    private const int Version = 1;

    public static string Emit(ReserveReport report)
    {
        var writer = new CodeWriter();
        EmittedCode.Header(writer);
        writer.Blank();
        writer.Line($"[assembly: global::System.Reflection.AssemblyMetadataAttribute(\"{Key}\", \"\"\"");
        foreach (var line in Json(report).Split('\n'))
            writer.Line(line);
        writer.Line("\"\"\")]");
        return writer.ToString();
    }

    public static string Json(ReserveReport report)
    {
        var trees = new ReportTrees(report.Trees);
        var writer = new JsonWriter();
        writer.Open('{');
        writer.Member("version", JsonText.Number(Version));
        writer.Member("assembly", JsonText.String(report.Assembly));
        writer.Member("pageBytes", JsonText.Number(PageArithmetic.PageBytes));
        writer.Open('[', "trees");
        foreach (var root in trees.Roots)
        {
            var model = trees.ModelOf(root);
            writer.Open('{');
            writer.Member("type", JsonText.String(root.FullName));
            writer.Member("model", JsonText.String(model.Model.ToString()));
            writer.Member("processors", JsonText.Number(model.Processors));
            NodeJson.Write(writer, root, "root");
            writer.Close();
        }

        writer.Close();
        writer.Open('[', "contexts");
        foreach (var context in report.Contexts)
            ContextJson.Write(writer, context, trees);
        writer.Close();
        writer.Close();
        return writer.ToString();
    }
}
