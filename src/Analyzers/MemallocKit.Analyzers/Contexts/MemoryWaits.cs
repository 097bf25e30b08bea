// Calls that wait for a reserve: rents and charges with a time-out.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts;

internal static class MemoryWaits
{
    /// <summary>The time-out, or <see langword="null"/> when the call does not wait for memory.</summary>
    public static IOperation? TimeOut(IInvocationOperation call, KnownSymbols symbols)
    {
        if (call.TargetMethod.Name is not ("TryRent" or "Rent" or "TryCharge" or "Charge") || !symbols.IsReserve(call.Instance?.Type))
        {
            return null;
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Type is { Name: "TimeSpan" } && !IsField(argument.Value, "Zero"))
            {
                return argument.Value;
            }
        }

        return null;
    }

    /// <summary>The time-out is <c>Timeout.InfiniteTimeSpan</c>.</summary>
    public static bool IsForever(IOperation timeOut) => IsField(timeOut, "InfiniteTimeSpan") || IsField(timeOut, "MaxValue");

    /// <summary>The <c>lock</c> around an operation, in the same function.</summary>
    public static ILockOperation? LockAround(IOperation operation)
    {
        for (var child = operation; child.Parent is { } parent and not (IAnonymousFunctionOperation or ILocalFunctionOperation); child = parent)
        {
            if (parent is ILockOperation held && held.Body == child)
            {
                return held;
            }
        }

        return null;
    }

    private static bool IsField(IOperation value, string name) => value is IFieldReferenceOperation field && field.Field.Name == name;
}
