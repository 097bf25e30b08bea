// Rules on amounts.
using MemallocKit.Estimation;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>Reads the one amount of a reserve or share.</summary>
internal static class Amounts
{
    public static long? Read(IPropertySymbol property, NodeArguments arguments, MemberType type, UnitOptions options, ProblemList problems)
    {
        var expected = type.Unit.AmountArgument();
        string[] message = [property.Name, type.DisplayName, type.Unit.Noun(), expected];
        var isAlone = true;
        foreach (var argument in Units.AmountArguments)
        {
            if (argument == expected || !arguments.Has(argument))
                continue;
            problems.AddOnArgument(ProblemKind.Amount, property, arguments.Attribute, argument, message);
            isAlone = false;
        }

        if (arguments.Number(expected) is { } amount)
            return isAlone && IsInRange(property, arguments, amount, type.Unit, options, problems) ? amount : null;
        if (isAlone)
            problems.AddOnAttribute(ProblemKind.Amount, property, arguments.Attribute, message);
        return null;
    }

    private static bool IsInRange(
        IPropertySymbol property, NodeArguments arguments, long amount, Unit unit, UnitOptions options, ProblemList problems)
    {
        var argument = unit.AmountArgument();
        if (unit == Unit.Instances && amount is (<= 0 or > DeclarationLimits.MostInstances))
            problems.AddOutOfRange(property, arguments, argument, amount, $"1 to {DeclarationLimits.MostInstances}");
        else if (amount <= 0)
            problems.AddOutOfRange(property, arguments, argument, amount, "1 or more");
        else if (options.RunPages > 1 && amount % options.RunPages != 0)
            problems.AddOutOfRange(property, arguments, argument, amount, $"a multiple of RunPages, which is {options.RunPages}");
        else
            return true;
        return false;
    }
}
