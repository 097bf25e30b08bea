// The overloads of a method that hand a state to their delegate.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.CodeFixes;

internal static class StateOverload
{
    /// <summary>The argument lists that call them, for the compiler to choose from.</summary>
    public static IEnumerable<ArgumentListSyntax> Of(
        IMethodSymbol called, InvocationExpressionSyntax call, LambdaExpressionSyntax lambda, CapturedState state, SemanticModel model)
    {
        var written = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (model.GetOperation(argument) is not Microsoft.CodeAnalysis.Operations.IArgumentOperation { Parameter.Name: var name } || argument.NameColon is not null)
            {
                yield break;
            }

            written[name] = argument.Expression == lambda ? "" : argument.ToString();
        }

        var definition = (called.ReducedFrom ?? called).OriginalDefinition;
        var overloads = definition.ContainingType.GetMembers(definition.Name).OfType<IMethodSymbol>()
            .Where(m => m.IsStatic == definition.IsStatic && m.IsExtensionMethod == definition.IsExtensionMethod && model.IsAccessible(call.SpanStart, m));
        foreach (var overload in overloads.OrderBy(m => m.Arity > 0 ? 0 : 1).ThenBy(m => m.Parameters.Length))
        {
            if (Arguments(overload, called.ReducedFrom is null ? 0 : 1, lambda, state, written) is { } arguments)
            {
                yield return Imports.Mark(SyntaxFactory.ParseArgumentList($"({string.Join(", ", arguments)})"));
            }
        }
    }

    private static List<string>? Arguments(IMethodSymbol overload, int skip, LambdaExpressionSyntax lambda, CapturedState state, Dictionary<string, string> written)
    {
        if (overload.Parameters.Skip(skip).FirstOrDefault(p => p.Type.TypeKind == TypeKind.Delegate) is not { Type: INamedTypeSymbol { DelegateInvokeMethod: { } invoke } } callback
            || overload.Parameters.Skip(skip).FirstOrDefault(p => IsState(p, invoke, state)) is not { } taken
            || Lambda(lambda, state, invoke, taken.Type) is not { } rewritten)
        {
            return null;
        }

        var arguments = new List<string>();
        var passed = 0;
        foreach (var parameter in overload.Parameters.Skip(skip))
        {
            var text = SymbolEqualityComparer.Default.Equals(parameter, callback) ? rewritten
                : SymbolEqualityComparer.Default.Equals(parameter, taken) ? state.Argument
                : written.TryGetValue(parameter.Name, out var same) && same.Length > 0 ? same
                : parameter is { Name: "preferLocal", Type.SpecialType: SpecialType.System_Boolean } ? "preferLocal: false"
                : parameter.IsOptional ? null : "";
            switch (text)
            {
                case "":
                    return null;
                case null:
                    break;
                default:
                    passed += written.ContainsValue(text) ? 1 : 0;
                    arguments.Add(text);
                    break;
            }
        }

        // What was passed has to be passed still, but for a state that was none.
        var expected = written.Where(w => w.Value.Length > 0 && w.Key != taken.Name).Count();
        return passed >= expected ? arguments : null;
    }

    // A type parameter of the method, or an object: that one for references only, since anything else would be boxed.
    private static bool IsState(IParameterSymbol parameter, IMethodSymbol invoke, CapturedState state) =>
        invoke.Parameters.Any(p => SymbolEqualityComparer.Default.Equals(p.Type, parameter.Type))
        && (parameter.Type is ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method }
            || (parameter is { Name: "state", Type.SpecialType: SpecialType.System_Object } && state.Type is not null));

    private static string? Lambda(LambdaExpressionSyntax lambda, CapturedState state, IMethodSymbol invoke, ITypeSymbol stateType)
    {
        var old = lambda switch
        {
            SimpleLambdaExpressionSyntax simple => [simple.Parameter.Identifier.Text],
            ParenthesizedLambdaExpressionSyntax parenthesized => parenthesized.ParameterList.Parameters.Select(p => p.Identifier.Text).ToList(),
            _ => null,
        };
        var at = invoke.Parameters.ToList().FindLastIndex(p => SymbolEqualityComparer.Default.Equals(p.Type, stateType));
        if (old is null)
        {
            return null;
        }

        // A state that the lambda did not look at makes room for its own.
        if (old.Count == invoke.Parameters.Length && (old[at] == "_" || lambda.Body.DescendantTokens().All(t => t.Text != old[at])))
        {
            old[at] = state.Parameter;
        }
        else if (old.Count == invoke.Parameters.Length - 1)
        {
            old.Insert(at, state.Parameter);
        }
        else
        {
            return null;
        }

        var body = stateType.SpecialType == SpecialType.System_Object ? Cast(state, old, at, invoke, isAsync: lambda.AsyncKeyword.RawKind != 0) : state.Body.WithoutTrivia().ToString();
        if (body is null)
        {
            return null;
        }

        var head = old.Count == 1 ? old[0] : $"({string.Join(", ", old)})";
        var gap = lambda.ArrowToken.TrailingTrivia.ToFullString() + lambda.Body.GetLeadingTrivia().ToFullString();
        return $"static {(lambda.AsyncKeyword.RawKind != 0 ? "async " : "")}{head} =>{(gap.Length == 0 ? " " : gap)}{body}";
    }

    private static string? Cast(CapturedState state, List<string> parameters, int at, IMethodSymbol invoke, bool isAsync)
    {
        parameters[at] = parameters.Contains("state") || state.Parameter == "state" ? "captured" : "state";
        var isNullable = invoke.Parameters[at].NullableAnnotation == NullableAnnotation.Annotated && state.IsNullAware;
        var declaration = $"var {state.Parameter} = ({state.Type!.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}){parameters[at]}{(isNullable ? "!" : "")};";
        var returns = isAsync ? invoke.ReturnType is INamedTypeSymbol { Arity: 1 } : !invoke.ReturnsVoid;
        return state.Body switch
        {
            BlockSyntax block => $"{{{(block.OpenBraceToken.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia) ? LineBefore(block.Statements.FirstOrDefault()) : " ")}{declaration}{block.ToString().Substring(1)}",
            ExpressionSyntax expression => $"{{ {declaration} {(returns ? "return " : "")}{expression.WithoutTrivia()}; }}",
            _ => null,
        };
    }

    private static string LineBefore(StatementSyntax? statement) =>
        (statement?.SyntaxTree.GetText().ToString().Contains("\r\n") == true ? "\r\n" : "\n") + statement?.GetLeadingTrivia().LastOrDefault(t => t.IsKind(SyntaxKind.WhitespaceTrivia));
}
