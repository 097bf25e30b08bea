// The table of the running framework: computed once for each version of the engine and the framework, or given.
using MemallocKit.Soundness.Generating;
using MemallocKit.Summaries.Commands;
using MemallocKit.Summaries.Effects;
using MemallocKit.Summaries.Overlay;
using MemallocKit.Summaries.Tables;

namespace MemallocKit.Soundness.Judging;

internal static class TableSource
{
    /// <summary>The path of a table of the framework that runs this program, in text form.</summary>
    /// <param name="report">Told how far the work is.</param>
    public static string Computed(Action<string> report)
    {
        // Builds are deterministic: the module version id stands for the engine and its overlay, the folder for the framework.
        var engine = typeof(SummaryEngine).Module.ModuleVersionId;
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "memallockit-soundness")).FullName;
        var path = Path.Combine(folder, $"{engine:N}-{Environment.Version}.tsv");
        if (!File.Exists(path))
        {
            var (set, assemblies) = Inputs.Open([Catalogue.FrameworkFolder], null);
            using (set)
            {
                var table = LargeStack.Run(() => Summarizer.Summarize(new SummaryEngine(set, OverlayRules.BuiltIn()), assemblies, report));

                // Written aside, so that a second run never reads half of it.
                var aside = $"{path}.{Environment.ProcessId}";
                using (var writer = new StreamWriter(aside))
                {
                    TableText.Write(table, writer);
                }

                File.Move(aside, path, overwrite: true);
            }
        }

        return path;
    }
}
