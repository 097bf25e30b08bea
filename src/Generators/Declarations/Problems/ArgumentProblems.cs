// Problems that sit on an argument of an attribute.
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>The two ways an argument can be wrong by itself.</summary>
internal static class ArgumentProblems
{
    public static void AddOutOfRange(
        this ProblemList problems, ISymbol symbol, NodeArguments arguments, string argument, long value, string allowed) =>
        problems.AddOnArgument(
            ProblemKind.OutOfRange, symbol, arguments.Attribute, argument,
            argument, value.ToString(CultureInfo.InvariantCulture), allowed);

    public static void AddIfHas(this ProblemList problems, ISymbol symbol, NodeArguments arguments, string argument, string advice)
    {
        if (arguments.Has(argument))
            problems.AddOnArgument(ProblemKind.NoEffect, symbol, arguments.Attribute, argument, argument, symbol.Name, advice);
    }
}
