// `explain PATH ID`: why a method has its class.
using System.CommandLine;
using MemallocKit.Summaries.Effects;
using MemallocKit.Summaries.Metadata;
using MemallocKit.Summaries.Overlay;

namespace MemallocKit.Summaries.Commands;

internal static class ExplainCommand
{
    private const int MostSuggestions = 5;

    public static Command Create()
    {
        var path = new Argument<string>("PATH") { Description = "The assembly that defines the method, or a folder with it." };
        var id = new Argument<string>("ID") { Description = "The documentation id of a method: M:System.String.Trim" };
        var references = Inputs.References();
        var command = new Command("explain", "Prints the chain of calls that gives a method its class.") { path, id, references };
        command.SetAction(parsed => Guarded.Run(() => Run(
            parsed.GetValue(path)!, parsed.GetValue(id)!, parsed.GetValue(references))));
        return command;
    }

    private static int Run(string path, string id, string[]? references)
    {
        using var interruption = new Interruption();
        var (set, assemblies) = Inputs.Open([path], references);
        using (set)
        {
            var method = Find(assemblies, id);
            var lines = LargeStack.Run(() =>
            {
                var engine = new SummaryEngine(set, OverlayRules.BuiltIn(), interruption.Token);
                var context = engine.Request(method);
                engine.Solve();
                return Explanation.Of(context).ToList();
            });
            lines.ForEach(Console.Out.WriteLine);
        }

        return ExitCodes.Ok;
    }

    private static MethodModel Find(List<AssemblyModel> assemblies, string id)
    {
        var name = id.Split('(')[0];
        var near = new List<string>();
        foreach (var method in assemblies.SelectMany(a => a.Types).SelectMany(t => t.Methods))
        {
            if (name.EndsWith(method.Name.Replace('.', '#'), StringComparison.Ordinal) || name.Contains("``", StringComparison.Ordinal))
            {
                var candidate = DocumentationId.Of(method);
                if (candidate == id)
                {
                    return method;
                }

                if (candidate.Split('(')[0] == name)
                {
                    near.Add(candidate);
                }
            }
        }

        var hint = near.Count == 0 ? "" : $" It has: {string.Join(" ", near.Take(MostSuggestions))}";
        throw new SummaryException($"No method has the documentation id '{id}'.{hint}");
    }
}
