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
        if (rung != Rung.Never && !frame.OnlyGiven)
        {
            steps.Add(new Step(null, new Finding(rung, FindingKind.Callee, name, $"{name} {summary.Otherwise.Verb()}")
            {
                First = rung == Rung.FirstCallOnly ? FirstCall.Of(target, types) : null,
                Member = target,
            }));
        }

        var residuals = summary is { Class: SummaryClass.Contract, Residuals.IsEmpty: true } ? ComparisonContract.ResidualsOf(target) : summary.Residuals;
        foreach (var residual in residuals)
        {
            Judge(residual, target, types, receiver, arguments, frame, steps);
        }
    }

    /// <summary>The steps of a call of <paramref name="target"/> on the default comparer of <paramref name="type"/>.</summary>
    public void JudgeDefaultComparer(ITypeSymbol type, IMethodSymbol target, bool isDeferred, Frame frame, List<Step> steps)
    {
        if (target.Name is "Equals" or "GetHashCode")
        {
            var hashes = target.Name == "GetHashCode";
            Comparisons.Equality(KnownOf(type), method => RunBody(method, frame, steps), what => AddUnless(isDeferred, what, target, steps), !hashes, hashes);
        }
        else
        {
            Comparisons.Order(KnownOf(type), method => RunBody(method, frame, steps), what => AddUnless(isDeferred, what, target, steps));
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
                JudgeDelegate(residual, target, ArgumentAt(residual.Index, target, receiver, arguments), frame, steps);
                return;
            case ResidualKind.Virtual:
                var passed = ArgumentAt(residual.Index, target, receiver, arguments);
                if (passed.Kind != PassedKind.Null && (passed.IsGiven || !frame.OnlyGiven))
                {
                    RunMethod(residual, passed.Kind == PassedKind.Exact ? passed.Symbol as ITypeSymbol : null, passed.IsDeferred, target, frame, steps);
                }

                return;
            case ResidualKind.Object:
                JudgeObject(ArgumentAt(residual.Index, target, receiver, arguments), target, frame, steps);
                return;
        }

        // A type argument; in the body of a scope those are left that its callers chose.
        if (frame.OnlyGiven && IsClosedAt(residual.Index, target))
        {
            return;
        }

        var type = TypeArgument(residual.Index, target, types);
        var isDeferred = frame.Defers && type is null;
        switch (residual.Kind)
        {
            case ResidualKind.Constrained:
                RunMethod(residual, type, isDeferred, target, frame, steps);
                break;
            case ResidualKind.Equality:
                Comparisons.Equality(
                    type, method => RunBody(method, frame.Whole(), steps), what => AddUnless(isDeferred, what, target, steps), hashes: !Comparisons.OnlyCompares(target));
                break;
            case ResidualKind.Comparison:
                Comparisons.Order(type, method => RunBody(method, frame.Whole(), steps), what => AddUnless(isDeferred, what, target, steps));
                break;
            case ResidualKind.Box when type is not { IsReferenceType: true } && !isDeferred:
                steps.Add(new Step(null, Allocates("boxes a struct", target)));
                break;
            case ResidualKind.New when type is not { IsValueType: true } && !isDeferred:
                steps.Add(new Step(null, Allocates("makes an object", target)));
                break;
        }
    }

    private void JudgeDelegate(Residual residual, IMethodSymbol target, Argument held, Frame frame, List<Step> steps)
    {
        if (frame.OnlyGiven && !held.IsGiven)
        {
            return;
        }

        if (held is { Kind: PassedKind.Method, Symbol: IMethodSymbol method })
        {
            judge.RunMethod(method, held.Types ?? TypeBindings.Of(method, frame.Types), frame.Whole(), steps);
        }
        else if (held is not ({ Kind: PassedKind.Method or PassedKind.InPlace or PassedKind.Null } or { IsDeferred: true })
            && (TypeAt(residual.Index, target) is not INamedTypeSymbol { DelegateInvokeMethod: { } invoke } || !judge.IsTrusted(invoke)))
        {
            Add("calls a delegate that has no contract", target, steps);
        }
    }

    private void JudgeObject(Argument passed, IMethodSymbol target, Frame frame, List<Step> steps)
    {
        if (passed.Kind != PassedKind.Null && (passed.IsGiven || !frame.OnlyGiven))
        {
            var type = passed is { Kind: PassedKind.Exact, Symbol: ITypeSymbol exact } ? KnownOf(exact) : null;
            Comparisons.Equality(type, method => RunBody(method, frame.Whole(), steps), what => AddUnless(passed.IsDeferred, what, target, steps));
        }
    }

    private void RunMethod(Residual residual, ITypeSymbol? exact, bool isDeferred, IMethodSymbol target, Frame frame, List<Step> steps)
    {
        if (DocumentationCommentId.GetFirstSymbolForDeclarationId(residual.Method!, compilation) is not IMethodSymbol declared)
        {
            Add("calls a method that is not known", target, steps);
        }
        else if (Receivers.ImplementationIn(exact, declared) is { } body)
        {
            RunBody(body, frame.Whole(), steps);
        }
        else if (!judge.IsTrusted(declared) && !isDeferred)
        {
            var finding = MissingContract.Of(declared, compilation);
            var runner = MemberNames.Of(target.OriginalDefinition);
            steps.Add(new Step(null, finding with { Runner = runner, Member = target, What = runner == finding.Name ? finding.What : $"{runner} → {finding.What}" }));
        }
    }

    private void RunBody(IMethodSymbol body, Frame frame, List<Step> steps)
    {
        if (!judge.IsTrusted(Callees.Normalize(body)))
        {
            judge.JudgeBody(body, TypeBindings.Of(body, frame.Types), default, [], withDefaults: false, frame, steps);
        }
    }

    private static void AddUnless(bool isDeferred, string what, IMethodSymbol target, List<Step> steps)
    {
        if (!isDeferred)
        {
            Add(what, target, steps);
        }
    }

    private static void Add(string what, IMethodSymbol target, List<Step> steps) =>
        steps.Add(new Step(null, MissingContract.Of(MemberNames.Of(target.OriginalDefinition), what) with { Member = target }));

    private static Finding Allocates(string what, IMethodSymbol target)
    {
        var name = MemberNames.Of(target.OriginalDefinition);
        return new Finding(Rung.Allocates, FindingKind.Callee, name, $"{name} {what}") { Member = target };
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

    private static bool IsClosedAt(int index, IMethodSymbol target) =>
        Generics.ArgumentsOf(target).Skip(index).FirstOrDefault() is not { } written || Generics.IsClosed(written);

    private static ITypeSymbol? TypeArgument(int index, IMethodSymbol target, TypeBindings types)
    {
        var parameters = Generics.ParametersOf(target);
        return index < parameters.Length ? KnownOf(types.Apply(parameters[index])) : null;
    }

    private static ITypeSymbol? KnownOf(ITypeSymbol type) => type is ITypeParameterSymbol ? null : type;
}
