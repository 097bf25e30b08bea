// What to write instead of a string, by how it is made, and how long it is where that is constant.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects.Families;

internal static class StringAdvice
{
    private const string Formatted = "format into a leased or stackalloc span: texts with TryWrite, as UTF-8 with Utf8.FromUtf16, numbers with their own TryFormat";

    private const string Cut = "use AsSpan, which copies nothing";

    public static string InsteadOf(IOperation operation) => operation switch
    {
        IImplicitIndexerReferenceOperation or ISlicePatternOperation => Cut,
        IObjectCreationOperation => "work on the span that it would be made from",
        IInvocationOperation { TargetMethod: { Name: "ToString", ContainingType: { SpecialType: not SpecialType.System_String, IsRecord: false } } } =>
            "write the value into a span with TryFormat",
        IInvocationOperation { TargetMethod: { ContainingType.SpecialType: SpecialType.System_String, Name: var method } } => method switch
        {
            "Substring" or "ToCharArray" or "Remove" => Cut,
            "Trim" or "TrimStart" or "TrimEnd" => $"use AsSpan().{method}(), which copies nothing",
            "Split" => "use MemoryExtensions.Split on the span, which gives ranges",
            "ToUpper" or "ToLower" or "ToUpperInvariant" or "ToLowerInvariant" or "Replace" or "Normalize" =>
                $"call {method} of the span, into a leased or stackalloc span",
            _ => Formatted,
        },
        _ => Formatted,
    };

    public static HeapSize? SizeOf(IOperation operation) => operation switch
    {
        // The empty string is there already.
        IObjectCreationOperation { Arguments: [{ Value.Type.SpecialType: SpecialType.System_Char }, { Value.ConstantValue: { HasValue: true, Value: int count and > 0 } }] } =>
            new HeapSize.Text(count),
        IBinaryOperation chain => Concatenation.LengthOf(chain) is { } length ? new HeapSize.Text(length) : null,
        _ => null,
    };
}
