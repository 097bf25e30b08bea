// An expression that makes a string, as the interpolated string that `TryWrite` takes.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.CodeFixes;

/// <param name="Parts">What it writes.</param>
/// <param name="Written">The interpolated string.</param>
/// <param name="Provider">The expression of the format provider, where one is given.</param>
internal sealed record StringText(IReadOnlyList<TextPart> Parts, string Written, string? Provider)
{
    /// <summary>
    /// Of an interpolated string, <c>a + b</c>, <c>string.Concat</c>, <c>string.Format</c> of a constant, <c>string.Create</c> with a provider, and <c>ToString</c> of
    /// numbers and the like; else <see langword="null"/>, as for values of types whose text is their own business.
    /// </summary>
    public static StringText? Of(ExpressionSyntax expression, SemanticModel model)
    {
        if (expression is InterpolatedStringExpressionSyntax text)
        {
            return new StringText([.. TextPart.Of(text, model)], text.ToString(), null);
        }

        string? provider = null;
        if (expression is InvocationExpressionSyntax { ArgumentList.Arguments: var arguments } call && arguments.FirstOrDefault(a => IsProvider(a, model)) is { } given
            && model.GetSymbolInfo(call).Symbol is IMethodSymbol method)
        {
            provider = given.Expression.ToString();
            if (IsOfString(method, "Create") && arguments is [_, { Expression: InterpolatedStringExpressionSyntax created }])
            {
                return new StringText([.. TextPart.Of(created, model)], created.ToString(), provider);
            }
        }

        var parts = new List<TextPart>();
        return Add(expression, provider is not null, parts, model) && parts.All(p => p.Value is null || HasPlainText(p.Value, model))
            ? new StringText(parts, $"$\"{string.Concat(parts.Select(p => p.Written))}\"", provider)
            : null;
    }

    private static bool Add(ExpressionSyntax expression, bool hasProvider, List<TextPart> parts, SemanticModel model)
    {
        if (model.GetConstantValue(expression) is { HasValue: true, Value: null or string or char } constant)
        {
            parts.Add(new TextPart(constant.Value?.ToString() ?? ""));
            return true;
        }

        switch (expression)
        {
            case ParenthesizedExpressionSyntax { Expression: var inner }:
                return Add(inner, hasProvider, parts, model);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum when model.GetTypeInfo(sum).Type is { SpecialType: SpecialType.System_String }:
                return Add(sum.Left, hasProvider, parts, model) && Add(sum.Right, hasProvider, parts, model);
            case InterpolatedStringExpressionSyntax text:
                parts.AddRange(TextPart.Of(text, model));
                return true;
            case InvocationExpressionSyntax call when model.GetSymbolInfo(call).Symbol is IMethodSymbol method && call.ArgumentList.Arguments.All(a => a.NameColon is null):
                return AddCall(call, method, hasProvider, parts, model);
            default:
                parts.Add(new TextPart("", expression));
                return true;
        }
    }

    private static bool AddCall(InvocationExpressionSyntax call, IMethodSymbol method, bool hasProvider, List<TextPart> parts, SemanticModel model)
    {
        List<ExpressionSyntax> arguments = [.. call.ArgumentList.Arguments.Where(a => !hasProvider || !IsProvider(a, model)).Select(a => a.Expression)];
        var first = arguments.Count > 0 && model.GetConstantValue(arguments[0]) is { HasValue: true, Value: string constant } ? constant : null;
        if (IsOfString(method, "Concat") && arguments.All(a => HasPlainText(a, model)))
        {
            return arguments.All(a => Add(a, hasProvider, parts, model));
        }

        if (IsOfString(method, "Format") && first is not null && CompositeFormat.Parse(first, arguments.GetRange(1, arguments.Count - 1)) is { } formatted)
        {
            parts.AddRange(formatted);
            return true;
        }

        var isText = method is { Name: "ToString", IsStatic: false } && call.Expression is MemberAccessExpressionSyntax && arguments.Count <= 1 && (arguments.Count == 0 || first is not null);
        var value = isText && HasPlainText(((MemberAccessExpressionSyntax)call.Expression).Expression, model) ? ((MemberAccessExpressionSyntax)call.Expression).Expression : null;
        if (value is not null && (first is null || first.IndexOfAny(['{', '}', '"', '\\', '\r', '\n']) < 0))
        {
            parts.Add(new TextPart("", value, Format: first ?? ""));
            return true;
        }

        // What another call returns is a value like any other, unless it was given the provider.
        parts.Add(new TextPart("", call));
        return arguments.Count == call.ArgumentList.Arguments.Count;
    }

    // Of others, ToString() need not be what formatting writes, and could be called again.
    private static bool HasPlainText(ExpressionSyntax value, SemanticModel model) =>
        model.GetTypeInfo(value).Type is { } type
        && (type.SpecialType is SpecialType.System_String or SpecialType.System_Boolean || type.TypeKind == TypeKind.Enum
            || (type is { IsValueType: true, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } && type.AllInterfaces.Any(i => i.Name == "ISpanFormattable")));

    private static bool IsProvider(ArgumentSyntax argument, SemanticModel model) =>
        model.GetTypeInfo(argument.Expression).ConvertedType is { Name: "IFormatProvider", ContainingNamespace.Name: "System" };

    private static bool IsOfString(IMethodSymbol method, string name) => method.Name == name && method.ContainingType.SpecialType == SpecialType.System_String;
}
