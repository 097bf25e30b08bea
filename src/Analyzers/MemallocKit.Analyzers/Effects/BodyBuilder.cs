// Collects the effects of one body while it is walked.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

/// <summary>What the families see: the facts they may ask for, and where to put what they find.</summary>
internal sealed class BodyBuilder(ISymbol function, KnownSymbols symbols, CaptureMap captures, ArgumentFacts facts)
{
    private readonly ImmutableArray<Allocation>.Builder _allocations = ImmutableArray.CreateBuilder<Allocation>();
    private readonly ImmutableArray<Call>.Builder _calls = ImmutableArray.CreateBuilder<Call>();
    private readonly ImmutableArray<Call>.Builder _creations = ImmutableArray.CreateBuilder<Call>();

    public KnownSymbols Symbols { get; } = symbols;

    public CaptureMap Captures { get; } = captures;

    /// <summary>The operation now walked only serves a throw.</summary>
    public bool OnThrowPath { get; set; }

    /// <summary>The operation now walked only fills something that is kept.</summary>
    public bool OnFirstCall { get; set; }

    /// <summary>Calls of methods without source are left out.</summary>
    public bool SkipsLibraries { get; set; }

    /// <summary>How much has been found so far.</summary>
    public int AllocationCount => _allocations.Count;

    public void Allocates(
        AllocationFamily family, string what, SyntaxNode at, TypeCondition? condition = null, HeapSize? size = null, string? instead = null) =>
        Allocates(family, what, at.GetLocation(), condition, size, instead);

    public void Allocates(
        AllocationFamily family,
        string what,
        Location at,
        TypeCondition? condition = null,
        HeapSize? size = null,
        string? instead = null,
        bool around = false) =>
        _allocations.Add(new Allocation(family, what, at, OnThrowPath)
        {
            OnFirstCall = OnFirstCall,
            Condition = condition,
            Size = size,
            Instead = instead,
            IsAround = around,
        });

    /// <summary>A call of the method itself, with nothing known of what is passed.</summary>
    public void Calls(IMethodSymbol? callee, SyntaxNode at, Dispatch dispatch = Dispatch.Direct, IOperation? receiver = null)
    {
        if (callee is not null)
        {
            Add(callee, at, dispatch, facts.Of(receiver, function), [], withDefaults: false);
        }
    }

    /// <summary>A call of a static method, operators among them, that a type parameter may choose.</summary>
    public void CallsStatic(IMethodSymbol? callee, SyntaxNode at, ITypeSymbol? constrainedTo)
    {
        if (callee is not null)
        {
            Add(callee, at, DispatchOf(constrainedTo), OfType(constrainedTo), [], withDefaults: false);
        }
    }

    /// <summary>The same, with arguments.</summary>
    public void CallsStatic(IMethodSymbol callee, SyntaxNode at, ITypeSymbol? constrainedTo, ImmutableArray<Argument> arguments, bool withDefaults) =>
        Add(callee, at, DispatchOf(constrainedTo), OfType(constrainedTo), arguments, withDefaults);

    /// <summary>A call that the compiler inserts into code which allocates anyway: of this compilation's own methods only.</summary>
    public void CallsOwn(IMethodSymbol? callee, SyntaxNode at, IOperation? receiver = null)
    {
        if (callee is { DeclaringSyntaxReferences.IsEmpty: false })
        {
            Calls(callee, at, Receivers.DispatchOf(callee, receiver), receiver);
        }
    }

    /// <summary>A call with arguments.</summary>
    public void Calls(
        IMethodSymbol callee, SyntaxNode at, Dispatch dispatch, IOperation? receiver, ImmutableArray<Argument> arguments, bool withDefaults) =>
        Add(callee, at, dispatch, facts.Of(receiver, function), arguments, withDefaults);

    /// <summary>The constructor of a class, which is followed only to see what has run.</summary>
    public void Creates(IMethodSymbol constructor, SyntaxNode at, ImmutableArray<Argument> arguments) =>
        _creations.Add(new Call(constructor, Dispatch.Direct, at.GetLocation()) { OnThrowPath = OnThrowPath, Arguments = arguments });

    /// <summary>What is known of a value in this body.</summary>
    public Argument FactOf(IOperation value) => facts.Of(value, function);

    public Body ToBody() => new(_allocations.ToImmutable(), _calls.ToImmutable()) { Creations = _creations.ToImmutable() };

    private static Dispatch DispatchOf(ITypeSymbol? constrainedTo) => constrainedTo is ITypeParameterSymbol ? Dispatch.Virtual : Dispatch.Direct;

    private static Argument OfType(ITypeSymbol? constrainedTo) =>
        constrainedTo is ITypeParameterSymbol ? new Argument(PassedKind.Exact, constrainedTo) : default;

    private void Add(
        IMethodSymbol callee, SyntaxNode at, Dispatch dispatch, Argument receiver, ImmutableArray<Argument> arguments, bool withDefaults)
    {
        if (SkipsLibraries && (callee.DeclaringSyntaxReferences.IsEmpty || callee.IsImplicitlyDeclared))
        {
            return;
        }

        var target = callee.ReducedFrom is null ? callee : callee.GetConstructedReducedFrom() ?? callee.ReducedFrom;
        _calls.Add(new Call(target, dispatch, at.GetLocation())
        {
            Function = function,
            OnThrowPath = OnThrowPath,
            OnFirstCall = OnFirstCall,
            Receiver = receiver,
            Arguments = arguments,
            WithDefaults = withDefaults,
        });
    }
}
