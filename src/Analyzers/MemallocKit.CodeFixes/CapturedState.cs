// What a lambda captures, as one value that can be handed to it.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.CodeFixes;

/// <param name="Argument">The expression of the value.</param>
/// <param name="Parameter">The name that it has inside the lambda.</param>
/// <param name="Body">The lambda's body, with what was captured read from the parameter.</param>
/// <param name="Type">The type of the value where it is one reference; else <see langword="null"/>.</param>
/// <param name="IsNullAware">Whether the compiler warns of nulls here.</param>
internal sealed record CapturedState(string Argument, string Parameter, CSharpSyntaxNode Body, ITypeSymbol? Type, bool IsNullAware)
{
    private const string This = "self";

    /// <summary>The state, or <see langword="null"/> when nothing is captured or it cannot be handed over: a copy would not do.</summary>
    public static CapturedState? Of(LambdaExpressionSyntax lambda, SemanticModel model)
    {
        if (model.AnalyzeDataFlow(lambda.Body is BlockSyntax or ExpressionSyntax ? (SyntaxNode)lambda : lambda.Body) is not { Succeeded: true } flow)
        {
            return null;
        }

        var captured = flow.CapturedInside.Where(s => !IsInside(s, lambda)).ToList();
        var isThis = captured.Any(s => s is IParameterSymbol { IsThis: true });
        var variables = captured.Where(s => s is not IParameterSymbol { IsThis: true }).OrderBy(s => s.Locations[0].SourceSpan.Start).ToList();
        if (captured.Count == 0 || variables.Any(v => !CanBeCopied(v, lambda, model)))
        {
            return null;
        }

        var names = FreeName.In(lambda);
        var isNullAware = model.GetNullableContext(lambda.SpanStart).WarningsEnabled();
        if (!isThis && variables.Count == 1)
        {
            // A lambda's parameter may be called like a local around it, so that the body can stay as it is.
            var name = SyntaxFacts.GetKeywordKind(variables[0].Name) == SyntaxKind.None ? variables[0].Name : "@" + variables[0].Name;
            return new CapturedState(name, name, lambda.Body, TypeOf(variables[0]) is { IsReferenceType: true } type ? type : null, isNullAware);
        }

        var parameter = FreeName.Besides(names, variables.Count == 0 ? This : "state");
        var body = (CSharpSyntaxNode)lambda.Body;
        if (variables.Count == 0)
        {
            return CaptureReader.WithThis(body, parameter, model) is { } rewritten
                ? new CapturedState("this", parameter, rewritten, model.GetEnclosingSymbol(lambda.SpanStart)?.ContainingType is { IsReferenceType: true } own ? own : null, isNullAware)
                : null;
        }

        var self = FreeName.Besides(names, This);
        var read = CaptureReader.WithVariables(body, parameter, isThis ? self : null, variables, model);
        var items = variables.Select(v => v.Name);
        return read is null ? null : new CapturedState($"({string.Join(", ", isThis ? items.Prepend($"{self}: this") : items)})", parameter, read, null, isNullAware);
    }

    private static bool IsInside(ISymbol symbol, SyntaxNode lambda) =>
        symbol.DeclaringSyntaxReferences.Any(r => lambda.Span.Contains(r.Span) && r.SyntaxTree == lambda.SyntaxTree);

    private static ITypeSymbol? TypeOf(ISymbol variable) => variable switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        _ => null,
    };

    // The state is taken when the call is made: a variable that is assigned later, or in the lambda, has to stay shared.
    private static bool CanBeCopied(ISymbol variable, LambdaExpressionSyntax lambda, SemanticModel model)
    {
        if (variable is not (ILocalSymbol or IParameterSymbol) || TypeOf(variable) is null or { IsRefLikeType: true })
        {
            return false;
        }

        var member = lambda.Ancestors().LastOrDefault(a => a is MemberDeclarationSyntax and not (BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax or GlobalStatementSyntax)) ?? lambda.SyntaxTree.GetRoot();
        return !member.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n =>
            n.Identifier.ValueText == variable.Name && IsWritten(n) && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(n).Symbol, variable)
            && (n.SpanStart > lambda.SpanStart || n.Ancestors().Any(a => a is StatementSyntax and (ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax) && a.Span.Contains(lambda.Span))));
    }

    private static bool IsWritten(IdentifierNameSyntax name)
    {
        // Of a struct, an assignment to a field or a call of a method may change the variable itself.
        SyntaxNode target = name;
        while (target.Parent is MemberAccessExpressionSyntax access && access.Expression == target || target.Parent is ParenthesizedExpressionSyntax or ElementAccessExpressionSyntax && target.Parent.SpanStart == target.SpanStart)
        {
            target = target.Parent!;
        }

        return target.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == target,
            PrefixUnaryExpressionSyntax unary => unary.IsKind(SyntaxKind.PreIncrementExpression) || unary.IsKind(SyntaxKind.PreDecrementExpression) || unary.IsKind(SyntaxKind.AddressOfExpression),
            PostfixUnaryExpressionSyntax unary => !unary.IsKind(SyntaxKind.SuppressNullableWarningExpression),
            ArgumentSyntax argument => argument.RefKindKeyword.IsKind(SyntaxKind.RefKeyword) || argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword) || argument.Parent is TupleExpressionSyntax { Parent: AssignmentExpressionSyntax },
            RefExpressionSyntax => true,
            _ => false,
        };
    }
}
