// MKIT3015: what is bound to a declaration with a contract and does not keep it.
using MemallocKit.Analyzers.Effects;
using MemallocKit.Analyzers.Scopes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Allocations;

/// <summary>
/// Reports methods that become delegates of a marked type, and inherited methods that implement a marked interface member, where they
/// allocate (an error) or nobody says that they do not (a warning). Lambdas, overrides and a type's own implementations are scopes.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContractNotKeptAnalyzer() : MemallocAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "MKIT3015",
        "What is bound by [Memalloc] must not allocate",
        "'{0}' is bound by the contract of '{1}', and is not known to keep it: {2}; make it free of allocations and mark it [Memalloc]",
        "MemallocKit.Allocations",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT3015.md");

    private protected override void Register(CompilationStartAnalysisContext context, MemallocCompilation memalloc)
    {
        if (!memalloc.MayDeclareScopes)
        {
            return;
        }

        var effects = memalloc.Effects.With(context.Options.AdditionalFiles);
        context.RegisterOperationAction(c => CheckDelegate(c, memalloc.Scopes, effects), OperationKind.DelegateCreation);

        var inherited = new InheritedContracts(memalloc.Scopes);
        context.RegisterSymbolAction(c => CheckType(c, inherited, effects), SymbolKind.NamedType);
    }

    private static void CheckDelegate(OperationAnalysisContext context, MemallocScopes scopes, EffectEngine effects)
    {
        var creation = (IDelegateCreationOperation)context.Operation;
        if (creation is not { Type: { } type, Target: not (IAnonymousFunctionOperation or IInvalidOperation) } || scopes.InvokeOf(type) is null
            || (creation.Target.Type is { } held && scopes.InvokeOf(held) is not null))
        {
            return;
        }

        if (effects.CallOf(creation, context.ContainingSymbol) is { } call)
        {
            Report(call, type, context.ContainingSymbol, effects, context.ReportDiagnostic);
        }
        else
        {
            context.ReportDiagnostic(Diagnostic.Create(
                s_rule, creation.Syntax.GetLocation(), DiagnosticSeverity.Warning, [], null,
                creation.Target.Syntax.ToString(), type.ShortName(), "which method it holds is decided elsewhere"));
        }
    }

    private static void CheckType(SymbolAnalysisContext context, InheritedContracts inherited, EffectEngine effects)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (var (contract, body) in inherited.Of(type))
        {
            Report(new Call(body, Dispatch.Direct, type.Locations[0]), contract, type, effects, context.ReportDiagnostic);
        }
    }

    private static void Report(Call call, ISymbol contract, ISymbol owner, EffectEngine effects, Action<Diagnostic> report)
    {
        var name = contract is IMethodSymbol method ? MemberNames.Of(method) : ((ITypeSymbol)contract).ShortName();
        // The worst of it: what is less shows when that is gone.
        if (effects.Judge(call, owner) is [.., { Outcome: not Outcome.Throws } verdict])
        {
            report(Diagnostic.Create(
                s_rule,
                call.Location,
                verdict.Outcome == Outcome.Allocates ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
                verdict.Locations,
                null,
                MemberNames.Of(call.Callee), name, verdict.From(owner)));
        }
    }
}
