// Which lambdas and local functions of a member capture what, and which variables end up in closure objects.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects;

/// <summary>
/// Follows the compiler's closure conversion: captured variables of one scope share one object, allocated where the
/// scope begins; the object is a struct on the stack while only directly called local functions capture.
/// </summary>
internal sealed class CaptureMap
{
    private readonly Dictionary<IMethodSymbol, CapturingFunction> _functions;
    private readonly ImmutableArray<ClosureScope> _closures;

    private readonly ISymbol? _entered;

    private CaptureMap(Dictionary<IMethodSymbol, CapturingFunction> functions, ImmutableArray<ClosureScope> closures, ISymbol? entered = null)
    {
        _functions = functions;
        _closures = closures;
        _entered = entered;
    }

    /// <summary>The same captures, with the closure of <paramref name="entered"/> begun by <paramref name="member"/>, or by other code.</summary>
    public CaptureMap For(ISymbol member, ISymbol? entered) => new(
        _functions,
        entered is null ? _closures.RemoveAll(c => c.Scope is null && c.Function is IMethodSymbol { MethodKind: MethodKind.Constructor }) : _closures,
        SymbolEqualityComparer.Default.Equals(member, entered) ? null : entered);

    /// <summary>The closure object that begins with the code as a whole.</summary>
    public ClosureScope? ClosureOfMember(ISymbol member) => ClosureOf(_entered ?? member);

    /// <summary>Nothing is captured.</summary>
    public static CaptureMap Empty { get; } = new([], []);

    /// <summary>The function needs an object to reach what it uses, <c>this</c> included, so its delegate is not cached.</summary>
    public bool Captures(IMethodSymbol function) =>
        _functions.TryGetValue(function.OriginalDefinition, out var found) && (found.CapturesThis || found.Variables.Count > 0);

    /// <summary>The closure object that begins with a nested scope, such as a block or a loop.</summary>
    public ClosureScope? ClosureOf(IOperation scope) => Find(c => c.Scope == scope);

    /// <summary>The closure object that begins with a member, local function or lambda.</summary>
    public ClosureScope? ClosureOf(ISymbol function) =>
        Find(c => c.Scope is null && SymbolEqualityComparer.Default.Equals(c.Function, function));

    public static CaptureMap Create(ISymbol member, ImmutableArray<IOperation> roots, KnownSymbols symbols)
    {
        var collector = new CaptureCollector(member, symbols);
        foreach (var root in roots)
        {
            collector.Visit(root);
        }

        collector.FollowLocalFunctions();
        var optimised = roots is [{ SemanticModel.Compilation.Options.OptimizationLevel: OptimizationLevel.Release }, ..];
        return new CaptureMap(collector.Functions, collector.Closures(optimised));
    }

    private ClosureScope? Find(Func<ClosureScope, bool> matches)
    {
        foreach (var closure in _closures)
        {
            if (matches(closure))
            {
                return closure;
            }
        }

        return null;
    }
}

/// <summary>A closure object: the variables in it, and the scope it begins with (no scope: the function as a whole).</summary>
/// <param name="Size">What it takes, by its variables and the references it keeps to what surrounds it.</param>
internal sealed record ClosureScope(ISymbol Function, IOperation? Scope, ImmutableArray<string> Variables, HeapSize Size);
