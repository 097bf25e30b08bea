// The operations that charge a reserve.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts;

internal static class ChargeSite
{
    /// <summary>The expression of the reserve that the operation charges, or <see langword="null"/> when it charges none.</summary>
    public static IOperation? ReserveOf(IOperation operation, KnownSymbols symbols) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: "TryRent" or "Rent" or "TryCharge" or "Charge", Instance: { } reserve } call
            when symbols.IsReserve(reserve.Type) && !IsRefusedEmergency(call) => reserve,
        IInvocationOperation { TargetMethod.Name: "TryTransferTo" } call => First(call.Arguments, symbols),
        IObjectCreationOperation creation when KnownSymbols.Same(creation.Type, symbols.ReserveBufferWriter) => First(creation.Arguments, symbols),
        _ => null,
    };

    private static IOperation? First(IEnumerable<IArgumentOperation> arguments, KnownSymbols symbols)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter?.Ordinal == 0 && symbols.IsReserve(argument.Parameter.Type))
            {
                return argument.Value;
            }
        }

        return null;
    }

    // Entitlement.None asks for ordinary memory only, which is not charged.
    private static bool IsRefusedEmergency(IInvocationOperation call) => call.Arguments.Any(a =>
        a.Value is IFieldReferenceOperation { Field: { Name: "None", ContainingType.Name: "Entitlement" } });
}
