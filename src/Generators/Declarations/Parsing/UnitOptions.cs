// What one rent of a reserve may ask for.
using MemallocKit.Estimation;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary><c>RunPages</c> and <c>Largest</c> of a reserve or of a charged class; 0 where the unit has no such thing.</summary>
internal readonly record struct UnitOptions(int RunPages, int Largest)
{
    public static UnitOptions Read(ISymbol symbol, NodeArguments arguments, Unit unit, ProblemList problems) => new(
        ReadOne(symbol, arguments, problems, "RunPages", unit == Unit.Pages, 1, 1, PageArithmetic.MaxRunPages),
        ReadOne(symbol, arguments, problems, "Largest", unit == Unit.Bytes, ByteEstimate.DefaultLargest, ByteEstimate.SmallestCharge, ByteEstimate.LargestAllowed));

    private static int ReadOne(
        ISymbol symbol, NodeArguments arguments, ProblemList problems, string name, bool applies, int whenAbsent, int least, int most)
    {
        if (!applies)
        {
            problems.AddIfHas(symbol, arguments, name, "remove it");
            return 0;
        }

        var value = arguments.Number(name) ?? whenAbsent;
        if (value >= least && value <= most)
            return (int)value;
        problems.AddOutOfRange(symbol, arguments, name, value, $"{least} to {most}");
        return whenAbsent;
    }
}
