// Calls that have another thread run a method.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts;

internal static class ThreadStarts
{
    private static readonly Dictionary<string, string[]> s_starts = new(StringComparer.Ordinal)
    {
        ["Thread"] = [".ctor"],
        ["Timer"] = [".ctor"],
        ["Task"] = ["Run", ".ctor", "ContinueWith"],
        ["TaskFactory"] = ["StartNew"],
        ["ThreadPool"] = ["QueueUserWorkItem", "UnsafeQueueUserWorkItem", "RegisterWaitForSingleObject", "UnsafeRegisterWaitForSingleObject"],
        ["Parallel"] = ["For", "ForEach", "Invoke"],
    };

    /// <summary>Whether the method or lambda is handed over, there and then, to be run by another thread.</summary>
    public static bool IsStarted(IOperation function)
    {
        var value = function;
        while (value.Parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation
            or IArrayInitializerOperation { Parent: IArrayCreationOperation { IsImplicit: true } } or IArrayCreationOperation { IsImplicit: true })
        {
            value = value.Parent;
        }

        var started = (value.Parent as IArgumentOperation)?.Parent switch
        {
            IInvocationOperation call => call.TargetMethod,
            IObjectCreationOperation creation => creation.Constructor,
            _ => null,
        };
        return started?.ContainingType is { ContainingNamespace: { } space } type
            && s_starts.TryGetValue(type.Name, out var names) && names.Contains(started.Name)
            && space.ToDisplayString() is "System.Threading" or "System.Threading.Tasks";
    }
}
