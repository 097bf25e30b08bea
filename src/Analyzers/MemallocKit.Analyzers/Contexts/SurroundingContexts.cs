// Which contexts surround an operation.
using System.Collections.Immutable;
using MemallocKit.Analyzers.Scopes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts;

/// <summary>
/// Found on the way up from the operation, so that rules about a few calls cost nothing where there are none. What is
/// entered and what a parameter proves holds for certain; of each mark, one of the contexts it names does.
/// </summary>
internal sealed class SurroundingContexts
{
    private readonly List<INamedTypeSymbol> _entered = [];
    private readonly List<ImmutableArray<INamedTypeSymbol>> _marks = [];
    private readonly KnownSymbols _symbols;

    private SurroundingContexts(KnownSymbols symbols) => _symbols = symbols;

    /// <summary>Entered around the operation, or given as a parameter; innermost first.</summary>
    public IReadOnlyList<INamedTypeSymbol> Entered => _entered;

    /// <summary>The contexts named by marks, a list a mark; innermost first.</summary>
    public IReadOnlyList<ImmutableArray<INamedTypeSymbol>> Marks => _marks;

    /// <summary>A <c>MemallocScope</c> is entered: what it may charge is known at run time only.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The operation is in a memalloc scope, with or without a context that is known.</summary>
    public bool IsInScope { get; private set; }

    /// <summary>What makes the innermost scope: the <c>using</c> that enters it, or the function. Two operations with the same are in one scope.</summary>
    public object? Origin { get; private set; }

    /// <summary>The innermost context of all, for messages.</summary>
    public INamedTypeSymbol? Innermost => _entered.Count > 0 ? _entered[0] : _marks.Count > 0 ? _marks[0][0] : null;

    /// <summary>Whether the condition holds, whichever of the marked contexts the code runs in.</summary>
    public bool Any(Func<INamedTypeSymbol, bool> holds) => _entered.Any(holds) || _marks.Any(m => m.All(holds));

    public static SurroundingContexts Of(IOperation operation, ISymbol member, MemallocCompilation memalloc)
    {
        var found = new SurroundingContexts(memalloc.Symbols);
        for (var child = operation; child.Parent is { } parent; child = parent)
        {
            switch (parent)
            {
                case IUsingOperation use when use.Body == child:
                    found.AddResources(use.Resources, use);
                    break;
                case IBlockOperation block:
                    found.AddDeclarations(block, child);
                    break;
                case ILocalFunctionOperation local:
                    found.AddFunction(local.Symbol, memalloc.Scopes);
                    break;
                case IAnonymousFunctionOperation lambda:
                    found.AddFunction(lambda.Symbol, memalloc.Scopes);
                    break;
            }
        }

        found.AddFunction(member, memalloc.Scopes);
        return found;
    }

    // From the operation back to the start of the block: the last declaration before it is the innermost.
    private void AddDeclarations(IBlockOperation block, IOperation until)
    {
        for (var index = block.Operations.IndexOf(until) - 1; index >= 0; index--)
        {
            if (block.Operations[index] is IUsingDeclarationOperation use)
            {
                AddResources(use.DeclarationGroup, use);
            }
        }
    }

    private void AddResources(IOperation resources, IOperation use)
    {
        if (resources is not IVariableDeclarationGroupOperation group)
        {
            Add(resources.Type, use);
            return;
        }

        foreach (var declaration in group.Declarations)
        {
            foreach (var declarator in declaration.Declarators)
            {
                Add(declarator.Symbol.Type, use);
            }
        }
    }

    private void AddFunction(ISymbol function, MemallocScopes scopes)
    {
        if (!scopes.IsScope(function))
        {
            return;
        }

        IsInScope = true;
        Origin ??= function;
        if (function is IMethodSymbol method)
        {
            foreach (var parameter in method.Parameters)
            {
                if (parameter.RefKind != RefKind.Out)
                {
                    Add(parameter.Type, function);
                }
            }
        }

        if (ContextMarks.Of(function) is { IsEmpty: false } marks)
        {
            _marks.Add(marks);
        }
    }

    private void Add(ITypeSymbol? type, object origin)
    {
        if (_symbols.IsContext(type))
        {
            IsInScope = true;
            Origin ??= origin;
            if (KnownSymbols.Same(type, _symbols.MemallocScope))
            {
                IsOpen = true;
            }
            else
            {
                _entered.Add((INamedTypeSymbol)type!);
            }
        }
    }
}
