// The closure objects of a member, and which of them an optimising compiler joins.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

/// <summary>
/// Captured variables of one scope share an environment. With optimisation, the environment of a scope is joined with that of a scope
/// around it when the same functions use both (so nothing lives longer for it) and no loop lies between (so every round still gets
/// variables of its own). <c>this</c> is captured like a parameter of the member, but takes no object by itself.
/// </summary>
internal sealed class Environments(ISymbol member, Dictionary<ISymbol, IOperation> functions)
{
    private readonly List<Environment> _environments = [];

    public void Capture(ISymbol variable, IOperation? scope, CapturingFunction function)
    {
        // The parameter of an extension block is one of each member in it.
        var environment = Of(variable.ContainingSymbol is INamedTypeSymbol ? member : variable.ContainingSymbol, scope);
        environment.Variables.Add(variable);
        environment.Users.Add(function);
    }

    public void CaptureThis(CapturingFunction function)
    {
        var outermost = Of(member, scope: null);
        outermost.Users.Add(function);
        outermost.HasThis = true;
    }

    public ImmutableArray<ClosureScope> ToClosures()
    {
        var closures = ImmutableArray.CreateBuilder<ClosureScope>();
        foreach (var environment in _environments.Where(e => e.IsObject && e.Variables.Count > 0))
        {
            var variables = environment.Variables.OrderBy(v => v.Locations[0].SourceSpan.Start).ToList();
            var types = variables.Select(v => v is ILocalSymbol local ? local.Type : ((IParameterSymbol)v).Type);
            var references = (environment.IsLinked ? 1 : 0) + (environment.HasThis ? 1 : 0);
            closures.Add(new ClosureScope(
                environment.Function, environment.Scope, [.. variables.Select(v => v.Name)], new HeapSize.Fields([.. types], references)));
        }

        return closures.ToImmutable();
    }

    public void Join()
    {
        // From the outside in: what was joined with its parent is passed over by those inside.
        foreach (var environment in _environments.Where(e => e.IsObject && e.Scope is not null).OrderBy(e => Parents(e).Count()).ToList())
        {
            var target = environment;
            foreach (var parent in Parents(environment))
            {
                if (!SymbolEqualityComparer.Default.Equals(parent.Function, environment.Function)
                    || EnvironmentPaths.HasLoop(environment.Scope!, parent.Scope) || !parent.Users.SetEquals(environment.Users))
                {
                    break;
                }

                target = parent;
            }

            if (target != environment)
            {
                target.Variables.UnionWith(environment.Variables);
                _environments.Remove(environment);
            }
        }
    }

    /// <summary>Finds which objects lead to those around them, and keep these alive for all who use them.</summary>
    public void Link()
    {
        foreach (var function in _environments.SelectMany(e => e.Users).Distinct().ToList())
        {
            foreach (var inner in _environments.Where(e => e.Users.Contains(function)).ToList())
            {
                var chain = Parents(inner).ToList();
                var outermost = chain.FindLastIndex(e => e.Users.Contains(function));
                for (var i = 0; i <= outermost; i++)
                {
                    (i == 0 ? inner : chain[i - 1]).IsLinked = true;
                }
            }
        }

        foreach (var environment in _environments)
        {
            var child = environment;
            foreach (var parent in Parents(environment))
            {
                if (!child.IsLinked)
                {
                    break;
                }

                parent.Users.UnionWith(environment.Users);
                child = parent;
            }
        }
    }

    private Environment Of(ISymbol function, IOperation? scope)
    {
        var found = _environments.Find(e => e.Scope == scope && SymbolEqualityComparer.Default.Equals(e.Function, function));
        if (found is null)
        {
            _environments.Add(found = new Environment(function, scope));
        }

        return found;
    }

    // The environments around one that are objects, from the inside out.
    private IEnumerable<Environment> Parents(Environment environment)
    {
        var at = environment.Scope ?? (functions.TryGetValue(environment.Function, out var function) ? function : null);
        foreach (var (scope, owner) in EnvironmentPaths.Around(at, startsAtFunction: environment.Scope is null, member))
        {
            var parent = _environments.Find(e => e.IsObject
                && (scope is null ? e.Scope is null && SymbolEqualityComparer.Default.Equals(e.Function, owner) : e.Scope == scope));
            if (parent is not null && parent != environment)
            {
                yield return parent;
            }
        }
    }

    private sealed class Environment(ISymbol function, IOperation? scope)
    {
        public ISymbol Function { get; } = function;

        public IOperation? Scope { get; } = scope;

        public HashSet<ISymbol> Variables { get; } = new(SymbolEqualityComparer.Default);

        public HashSet<CapturingFunction> Users { get; } = [];

        /// <summary>It holds a reference to the object around it.</summary>
        public bool IsLinked { get; set; }

        public bool HasThis { get; set; }

        /// <summary>A struct on the stack will do while all who use it are local functions that are only called.</summary>
        public bool IsObject => Users.Any(u => u.NeedsObject);
    }
}
