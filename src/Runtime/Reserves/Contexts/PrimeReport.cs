// What priming a context did.
using System.Globalization;
using System.Text;

namespace MemallocKit;

/// <summary>
/// What one call of a context's <c>Prime()</c> did: <see cref="ToString"/> is for people. What earlier calls did is not in it.
/// </summary>
public sealed class PrimeReport
{
    internal PrimeReport(string context) => Context = context;

    /// <summary>The full name of the context.</summary>
    public string Context { get; }

    /// <summary>Types whose static constructor or static initializers are known to have run.</summary>
    public int TypesInitialized { get; internal set; }

    /// <summary>Methods that have machine code now: marked ones, and what their code calls.</summary>
    public int MethodsPrepared { get; internal set; }

    /// <summary>Imported functions whose library is loaded and whose entry point is found.</summary>
    public int ImportsLinked { get; internal set; }

    /// <summary>Nodes that the context names, whose reserves were rented from and returned to, for this thread.</summary>
    public int NodesPrimed { get; internal set; }

    /// <summary>The full names of the methods with <see cref="MemallocPrimeAttribute"/> that were run, in their order.</summary>
    public IReadOnlyList<string> MethodsRun { get; internal set; } = [];

    /// <summary>What could not be primed: it runs for the first time when it is called for the first time.</summary>
    public IReadOnlyList<PrimeSkip> Skipped { get; internal set; } = [];

    /// <summary>
    /// Whether the context was primed before, so that only what belongs to a thread or a connection was done: the rents of its nodes.
    /// </summary>
    public bool IsRepetition { get; internal set; }

    /// <summary>A line on what was done, then a line for each thing that was skipped.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Context} primed{(IsRepetition ? " again" : "")}: ");
        if (!IsRepetition)
        {
            text.Append(Count(TypesInitialized, "type")).Append(" initialized, ")
                .Append(Count(MethodsPrepared, "method")).Append(" prepared, ")
                .Append(Count(ImportsLinked, "import")).Append(" linked, ");
        }

        text.Append(Count(NodesPrimed, "node")).Append(" primed");
        if (MethodsRun.Count > 0)
            text.Append(", run: ").AppendJoin(", ", MethodsRun);
        text.Append('.');
        foreach (var skip in Skipped)
            text.Append('\n').Append("Skipped ").Append(skip);
        return text.ToString();
    }

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
