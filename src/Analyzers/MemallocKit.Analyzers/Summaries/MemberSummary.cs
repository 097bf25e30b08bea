// What is known of one method without source.
using System.Collections.Immutable;
using MemallocKit.Summaries.Tables;

namespace MemallocKit.Analyzers.Summaries;

/// <param name="Class">What it allocates by itself.</param>
/// <param name="Residuals">What the caller decides by what it passes.</param>
internal sealed record MemberSummary(SummaryClass Class, ImmutableArray<Residual> Residuals)
{
    /// <summary>The class where all that the caller decides is free.</summary>
    public SummaryClass Otherwise { get; init; } = Class;

    /// <summary>Reads residuals parted by <c>;</c>, of which one may be <c>otherwise(Class)</c>.</summary>
    /// <param name="summaryClass">The class.</param>
    /// <param name="residuals">The text; empty: none.</param>
    /// <param name="problem">The part that is no residual.</param>
    public static MemberSummary? Parse(SummaryClass summaryClass, string residuals, out string? problem)
    {
        problem = null;
        var otherwise = summaryClass;
        var found = ImmutableArray.CreateBuilder<Residual>();
        foreach (var part in residuals.Length == 0 ? [] : residuals.Split(';'))
        {
            if (part.StartsWith(OtherwiseWord, StringComparison.Ordinal) && part[part.Length - 1] == ')'
                && Enum.TryParse(part.Substring(OtherwiseWord.Length, part.Length - OtherwiseWord.Length - 1), out otherwise))
            {
                continue;
            }

            if (Residual.Parse(part) is not { } residual)
            {
                problem = part;
                return null;
            }

            found.Add(residual);
        }

        return new MemberSummary(summaryClass, found.ToImmutable()) { Otherwise = otherwise };
    }

    private const string OtherwiseWord = "otherwise(";
}

internal enum ResidualKind
{
    /// <summary>It calls the delegate in an argument.</summary>
    Delegate,

    /// <summary>It calls a virtual or interface method of an argument.</summary>
    Virtual,

    /// <summary>It calls a method of a type argument.</summary>
    Constrained,

    /// <summary>It compares values of a type argument for equality, or takes their hash code.</summary>
    Equality,

    /// <summary>It orders values of a type argument.</summary>
    Comparison,

    /// <summary>It boxes a value of a type argument.</summary>
    Box,

    /// <summary>It makes an instance of a type argument.</summary>
    New,

    /// <summary>It compares an object in an argument for equality, or takes its hash code.</summary>
    Object,
}

/// <param name="Kind">What it does.</param>
/// <param name="Index">
/// The argument, the receiver first where there is one; or the type argument, those of the type first.
/// </param>
/// <param name="Method">The documentation id of the method called, where one is.</param>
internal sealed record Residual(ResidualKind Kind, int Index, string? Method)
{
    /// <summary>Reads <c>delegate(1)</c> or <c>virtual(0,M:…)</c>; <see langword="null"/> when it is neither.</summary>
    public static Residual? Parse(string text)
    {
        var open = text.IndexOf('(');
        if (open <= 0 || text[text.Length - 1] != ')' || char.IsDigit(text[0])
            || !Enum.TryParse<ResidualKind>(text.Substring(0, open), ignoreCase: true, out var kind))
        {
            return null;
        }

        var inside = text.Substring(open + 1, text.Length - open - 2);
        var comma = inside.IndexOf(',');
        var method = comma < 0 ? null : inside.Substring(comma + 1);
        var needsMethod = kind is ResidualKind.Virtual or ResidualKind.Constrained;
        return int.TryParse(comma < 0 ? inside : inside.Substring(0, comma), out var index) && index >= 0
            && needsMethod == (method is { Length: > 2 } && method.StartsWith("M:", StringComparison.Ordinal)) && (needsMethod || method is null)
            ? new Residual(kind, index, method)
            : null;
    }
}
