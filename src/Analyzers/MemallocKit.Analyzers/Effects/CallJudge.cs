// One step of a chain: what a call does there and then, or which methods of this compilation have to be looked into.
using System.Collections.Immutable;
using MemallocKit.Analyzers.Summaries;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

/// <summary>Either a method to follow or the end of a chain.</summary>
internal readonly record struct Step(Frame? Follow, Finding? Finding);

/// <param name="compilation">The one whose methods are followed.</param>
/// <param name="isTrusted">Whether a method's own body is checked, so that calls of it are free.</param>
/// <param name="summaries">What is known of the rest.</param>
/// <param name="deferrals">The trusted methods that leave to their callers what they are given.</param>
internal sealed class CallJudge(Compilation compilation, Func<ISymbol, bool> isTrusted, CalleeSummaries summaries, Deferrals? deferrals)
{
    /// <summary>The steps of <paramref name="call"/> where it stands in <paramref name="frame"/>; none: it is free.</summary>
    public List<Step> Judge(Call call, Frame frame)
    {
        var steps = new List<Step>();
        if (call.IsOfScope || isTrusted(call.Callee))
        {
            EnterGiven(call.Target, TypeBindings.Of(call.Target, frame.Types), Resolve(call, frame), frame, steps);
            return steps;
        }

        var receiver = frame.Resolve(call.Receiver);
        switch (call.Dispatch)
        {
            case Dispatch.Delegate:
                JudgeDelegate(receiver, call.Target, frame, steps);
                break;
            case Dispatch.Virtual:
                JudgeVirtual(call, receiver, frame, steps);
                break;
            default:
                JudgeBody(call.Target, TypeBindings.Of(call.Target, frame.Types), receiver, Resolve(call, frame), call.WithDefaults, frame, steps);
                break;
        }

        return steps;
    }

    private static ImmutableArray<Argument> Resolve(Call call, Frame frame) =>
        call.Arguments.IsEmpty ? [] : [.. call.Arguments.Select(frame.Resolve)];

    // The body of a scope is judged where it is written, except for what its callers put into it.
    private void EnterGiven(IMethodSymbol target, TypeBindings types, ImmutableArray<Argument> arguments, Frame frame, List<Step> steps)
    {
        var method = Callees.Normalize(target);
        if (deferrals?.IsLeftToCallers(method) == true && (!frame.OnlyGiven || IsGiven(target, default, arguments)))
        {
            steps.Add(new Step(frame.EnterGiven(method, types, arguments), null));
        }
    }

    private static bool IsGiven(IMethodSymbol target, Argument receiver, ImmutableArray<Argument> arguments) =>
        receiver.IsGiven || arguments.Any(static a => a.IsGiven) || Generics.ArgumentsOf(target).Any(static t => !Generics.IsClosed(t));

    private void JudgeDelegate(Argument held, IMethodSymbol invoke, Frame frame, List<Step> steps)
    {
        if (frame.OnlyGiven && !held.IsGiven)
        {
            return;
        }

        switch (held)
        {
            case { Kind: PassedKind.InPlace }:
                break;
            case { Kind: PassedKind.Method, Symbol: IMethodSymbol method }:
                RunMethod(method, held.Types ?? TypeBindings.Of(method, frame.Types), frame.Whole(), steps);
                break;
            case { IsDeferred: true }:
                break;
            default:
                steps.Add(new Step(null, MissingContract.Of(invoke, compilation)));
                break;
        }
    }

    /// <summary>The steps of running a method that a delegate holds.</summary>
    internal void RunMethod(IMethodSymbol method, TypeBindings types, Frame frame, List<Step> steps)
    {
        if (isTrusted(method))
        {
            EnterGiven(method, types, [], frame, steps);
        }
        else
        {
            JudgeBody(method, types, default, [], withDefaults: false, frame, steps);
        }
    }

    private void JudgeVirtual(Call call, Argument receiver, Frame frame, List<Step> steps)
    {
        var arguments = Resolve(call, frame);
        if (frame.OnlyGiven && !IsGiven(call.Target, receiver, arguments))
        {
            return;
        }

        var chosen = receiver.IsGiven ? frame.Whole() : frame;
        if (receiver.Kind == PassedKind.Exact && KnownObjects.ComparedBy(receiver.Symbol) is { } compared)
        {
            new ResidualJudge(this, compilation).JudgeDefaultComparer(compared, call.Target, receiver.IsDeferred, chosen, steps);
        }
        else if (receiver.Kind == PassedKind.Exact && Receivers.ImplementationIn(receiver.Symbol as ITypeSymbol, call.Target) is { } body)
        {
            JudgeImplementation(body, call, receiver, chosen, steps);
        }
        else if ((summaries.FindContract(call.Callee) ?? summaries.FindOnShared(call.Callee, receiver)) is { } contract)
        {
            new ResidualJudge(this, compilation).Judge(
                contract, call.Target, TypeBindings.Of(call.Target, frame.Types), receiver, arguments, frame, steps);
        }
        else if (!receiver.IsDeferred && (!frame.OnlyGiven || receiver.IsGiven))
        {
            steps.Add(new Step(null, MissingContract.Of(call.Callee, compilation)));
        }
    }

    private void JudgeImplementation(IMethodSymbol body, Call call, Argument receiver, Frame frame, List<Step> steps)
    {
        // A struct that leaves a method of Object or ValueType as it is has to be boxed for it.
        if (receiver.Symbol is ITypeSymbol { IsValueType: true } type && body.ContainingType?.IsReferenceType == true)
        {
            steps.Add(new Step(null, new Finding(Rung.Allocates, FindingKind.Code, body.ShortName(), $"boxing of {type.ShortName()} for {body.Name}()")));
        }
        else if (!isTrusted(Callees.Normalize(body)))
        {
            JudgeBody(body, TypeBindings.Of(body, frame.Types), receiver, Resolve(call, frame), call.WithDefaults, frame, steps);
        }
    }

    /// <summary>The steps of running the body of <paramref name="target"/> and no other.</summary>
    internal void JudgeBody(
        IMethodSymbol target, TypeBindings types, Argument receiver, ImmutableArray<Argument> arguments, bool withDefaults, Frame frame, List<Step> steps)
    {
        var method = Callees.Normalize(target);
        if (frame.OnlyGiven && !IsGiven(target, receiver, arguments))
        {
            return;
        }

        if (!SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly))
        {
            JudgeLibrary(method, target, types, receiver, arguments, withDefaults, frame, steps);
        }
        else if (method.IsExtern)
        {
            if (!frame.OnlyGiven && Imports.FindingOf(method) is { } finding)
            {
                steps.Add(new Step(null, finding));
            }
        }
        else if (method.IsAbstract)
        {
            steps.Add(new Step(null, MissingContract.Of(method, compilation)));
        }
        else
        {
            steps.Add(new Step(frame.Enter(method, types, receiver, arguments), null));
        }
    }

    private void JudgeLibrary(
        IMethodSymbol method,
        IMethodSymbol target,
        TypeBindings types,
        Argument receiver,
        ImmutableArray<Argument> arguments,
        bool withDefaults,
        Frame frame,
        List<Step> steps)
    {
        // The compiler's own, such as the constructor without parameters that every struct has; and arrays are the runtime's.
        if (method.IsImplicitlyDeclared || method.ContainingType is null)
        {
            return;
        }

        if (summaries.Find(method, withDefaults, receiver.Kind == PassedKind.Exact ? receiver.Symbol as ITypeSymbol : null) is { } summary)
        {
            new ResidualJudge(this, compilation).Judge(summary, target, types, receiver, arguments, frame, steps);
        }
        else if (!frame.OnlyGiven)
        {
            var name = MemberNames.Of(method);
            steps.Add(new Step(null, new Finding(Rung.Unknown, FindingKind.Callee, name, $"{name} has neither contract nor summary") { Member = method }));
        }
    }

    internal bool IsTrusted(IMethodSymbol method) => isTrusted(method);
}
