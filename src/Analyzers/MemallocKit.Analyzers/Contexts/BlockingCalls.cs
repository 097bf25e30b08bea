// The framework's calls that wait for another thread.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts;

/// <summary>By type and name; taking a lock is not among them, since who holds it is expected to let go.</summary>
internal static class BlockingCalls
{
    private static readonly Dictionary<string, string[]> s_waits = new(StringComparer.Ordinal)
    {
        ["System.Threading.Tasks.Task"] = ["Wait", "WaitAll", "WaitAny", "Result"],
        ["System.Threading.Tasks.ValueTask"] = ["Result"],
        ["System.Runtime.CompilerServices.TaskAwaiter"] = ["GetResult"],
        ["System.Runtime.CompilerServices.ValueTaskAwaiter"] = ["GetResult"],
        ["System.Runtime.CompilerServices.ConfiguredTaskAwaitable.ConfiguredTaskAwaiter"] = ["GetResult"],
        ["System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter"] = ["GetResult"],
        ["System.Threading.Thread"] = ["Sleep", "Join"],
        ["System.Threading.WaitHandle"] = ["WaitOne", "WaitAll", "WaitAny", "SignalAndWait"],
        ["System.Threading.Monitor"] = ["Wait"],
        ["System.Threading.SemaphoreSlim"] = ["Wait"],
        ["System.Threading.ManualResetEventSlim"] = ["Wait"],
        ["System.Threading.CountdownEvent"] = ["Wait"],
        ["System.Threading.Barrier"] = ["SignalAndWait"],
        ["System.Threading.SpinWait"] = ["SpinUntil"],
        ["System.Collections.Concurrent.BlockingCollection"] = ["Take", "GetConsumingEnumerable"],
    };

    private static readonly HashSet<string> s_names = new(s_waits.Values.SelectMany(n => n), StringComparer.Ordinal);

    /// <summary>The call as messages name it, or <see langword="null"/> when it does not wait.</summary>
    public static string? NameOf(IOperation operation)
    {
        // Names first: this is asked of every call and property of a project.
        var member = operation switch
        {
            IInvocationOperation call => call.TargetMethod,
            IPropertyReferenceOperation property => property.Property,
            _ => (ISymbol?)null,
        };
        if (member is null || !s_names.Contains(member.Name) || OnlyLooks(operation))
        {
            return null;
        }

        for (var type = member.ContainingType; type is not null; type = type.BaseType)
        {
            if (s_waits.TryGetValue(FullName(type), out var names) && names.Contains(member.Name))
            {
                return member.ContainingType.Name + "." + member.Name;
            }
        }

        return null;
    }

    // Without its type parameters, so that Task and Task<T> are one.
    private static string FullName(INamedTypeSymbol type) =>
        (type.ContainingType is { } outer ? FullName(outer) : type.ContainingNamespace.ToDisplayString()) + "." + type.Name;

    // A time-out of zero asks and goes on.
    private static bool OnlyLooks(IOperation operation) => operation is IInvocationOperation call && call.Arguments.Any(a =>
        a.Value.ConstantValue is { HasValue: true, Value: 0 }
        || a.Value is IFieldReferenceOperation { Field: { Name: "Zero", ContainingType.Name: "TimeSpan" } });
}
