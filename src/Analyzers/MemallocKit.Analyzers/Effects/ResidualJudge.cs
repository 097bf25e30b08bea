// What a summary leaves to the caller, decided with what the call passes.
using System.Collections.Immutable;
using MemallocKit.Analyzers.Summaries;
using MemallocKit.Summaries.Tables;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

internal sealed class ResidualJudge(CallJudge judge, Compilation compilation)
{
    /// <summary>The steps of a call of <paramref name="target"/>, of which <paramref name="summary"/> is known.</summary>
    public void Judge(
        MemberSummary summary,
        IMethodSymbol target,
        TypeBindings types,
        Argument receiver,
        ImmutableArray<Argument> arguments,
        Frame frame,
        List<Step> steps)
    {
        var name = MemberNames.Of(target.OriginalDefinition);
        var rung = summary is { Otherwise: SummaryClass.Virtual, Residuals.IsEmpty: true } ? Rung.Unknown : summary.Otherwise.ToRung();
        if (rung != Rung.Never)
        {
            steps.Add(new Step(null, new Finding(rung, FindingKind.Callee, name, $"{name} {summary.Otherwise.Verb()}")
            {
                First = rung == Rung.FirstCallOnly ? FirstCall.Of(target, types) : null,
            }));
        }

        foreach (var residual in summary.Residuals)
        {
            Judge(residual, target, types, receiver, arguments, frame, steps);
        }
    }

    private void Judge(
        Residual residual,
        IMethodSymbol target,
        TypeBindings types,
        Argument receiver,
        ImmutableArray<Argument> arguments,
        Frame frame,
        List<Step> steps)
    {
        switch (residual.Kind)
        {
            case ResidualKind.Delegate:
                var held = ArgumentAt(residual.Index, target, receiver, arguments);
                if (held.Kind is PassedKind.Method or PassedKind.InPlace or PassedKind.Null)
                {
                    Run(held, frame, steps);
                }
                else if (TypeAt(residual.Index, target) is not INamedTypeSymbol { DelegateInvokeMethod: { } invoke } || !judge.IsTrusted(invoke))
                {
                    NoContract($"{MemberNames.Of(target.OriginalDefinition)} calls a delegate that has no contract", target, steps);
                }

                break;
            case ResidualKind.Virtual:
                var passed = ArgumentAt(residual.Index, target, receiver, arguments);
                if (passed.Kind != PassedKind.Null)
                {
                    RunMethod(residual, passed.Kind == PassedKind.Exact ? passed.Symbol as ITypeSymbol : null, target, frame, steps);
                }

                break;
            case ResidualKind.Constrained:
                RunMethod(residual, TypeArgument(residual.Index, target, types), target, frame, steps);
                break;
            case ResidualKind.Equality:
                Comparisons.Equality(TypeArgument(residual.Index, target, types), method => RunBody(method, frame, steps), what => Add(what, target, steps));
                break;
            case ResidualKind.Comparison:
                Comparisons.Order(TypeArgument(residual.Index, target, types), method => RunBody(method, frame, steps), what => Add(what, target, steps));
                break;
            case ResidualKind.Box when TypeArgument(residual.Index, target, types) is not { IsReferenceType: true }:
                steps.Add(new Step(null, Allocates("boxes a struct", target)));
                break;
            case ResidualKind.New when TypeArgument(residual.Index, target, types) is not { IsValueType: true }:
                steps.Add(new Step(null, Allocates("makes an object", target)));
                break;
        }
    }

    private void Run(Argument held, Frame frame, List<Step> steps)
    {
        if (held is { Kind: PassedKind.Method, Symbol: IMethodSymbol method } && !judge.IsTrusted(method))
        {
            judge.JudgeBody(method, held.Types ?? TypeBindings.Of(method, frame.Types), default, [], withDefaults: false, frame, steps);
        }
    }

    private void RunMethod(Residual residual, ITypeSymbol? exact, IMethodSymbol target, Frame frame, List<Step> steps)
    {
        if (DocumentationCommentId.GetFirstSymbolForDeclarationId(residual.Method!, compilation) is not IMethodSymbol declared)
        {
            Add("calls a method that is not known", target, steps);
        }
        else if (Receivers.ImplementationIn(exact, declared) is { } body)
        {
            RunBody(body, frame, steps);
        }
        else if (!judge.IsTrusted(declared))
        {
            steps.Add(new Step(null, CallJudge.NoContract(declared)));
        }
    }

    private void RunBody(IMethodSymbol body, Frame frame, List<Step> steps)
    {
        if (!judge.IsTrusted(Callees.Normalize(body)))
        {
            judge.JudgeBody(body, TypeBindings.Of(body, frame.Types), default, [], withDefaults: false, frame, steps);
        }
    }

    private static void Add(string what, IMethodSymbol target, List<Step> steps) =>
        NoContract($"{MemberNames.Of(target.OriginalDefinition)} {what}", target, steps);

    private static void NoContract(string what, IMethodSymbol target, List<Step> steps) =>
        steps.Add(new Step(null, new Finding(Rung.Unknown, FindingKind.NoContract, MemberNames.Of(target.OriginalDefinition), what)));

    private static Finding Allocates(string what, IMethodSymbol target)
    {
        var name = MemberNames.Of(target.OriginalDefinition);
        return new Finding(Rung.Allocates, FindingKind.Callee, name, $"{name} {what}");
    }

    private static Argument ArgumentAt(int index, IMethodSymbol target, Argument receiver, ImmutableArray<Argument> arguments)
    {
        var ordinal = index - (target.IsStatic ? 0 : 1);
        return ordinal < 0 ? receiver : ordinal < arguments.Length ? arguments[ordinal] : default;
    }

    private static ITypeSymbol? TypeAt(int index, IMethodSymbol target)
    {
        var ordinal = index - (target.IsStatic ? 0 : 1);
        return ordinal >= 0 && ordinal < target.Parameters.Length ? target.Parameters[ordinal].Type : null;
    }

    private static ITypeSymbol? TypeArgument(int index, IMethodSymbol target, TypeBindings types)
    {
        var parameters = Generics.ParametersOf(target);
        return index < parameters.Length && types.Apply(parameters[index]) is var type and not ITypeParameterSymbol ? type : null;
    }
}
