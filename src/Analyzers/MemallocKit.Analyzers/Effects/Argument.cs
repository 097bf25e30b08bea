// What is known of a value that a call passes on: enough to say which code it will run.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

internal enum PassedKind
{
    Unknown,

    /// <summary>The caller's own parameter; with ordinal <see cref="Argument.This"/> its receiver.</summary>
    Parameter,

    /// <summary>A delegate for a method, which is followed.</summary>
    Method,

    /// <summary>A lambda in the argument list, which is judged where it is written.</summary>
    InPlace,

    /// <summary>An object of exactly this type.</summary>
    Exact,

    /// <summary>The object of a static property of another assembly, as <c>Random.Shared</c>: lists may know what runs on it.</summary>
    Shared,

    /// <summary><see langword="null"/>.</summary>
    Null,
}

/// <param name="Kind">How much is known.</param>
/// <param name="Symbol">The method, the type, or the definition of the property.</param>
/// <param name="Ordinal">That of the parameter.</param>
/// <param name="Types">The type arguments where a method was named.</param>
internal readonly record struct Argument(PassedKind Kind, ISymbol? Symbol = null, int Ordinal = 0, TypeBindings? Types = null)
{
    public const int This = -1;

    /// <summary>What a parameter of the judged scope holds, which is left to the calls of it.</summary>
    public bool IsDeferred { get; init; }

    /// <summary>What such a call passes: the part of the callee that has not been judged where it is written.</summary>
    public bool IsGiven { get; init; }

    /// <summary>An object of a type that none derives from tells what it runs.</summary>
    public static Argument OfType(ITypeSymbol? type) =>
        type is { IsValueType: true, TypeKind: not TypeKind.FunctionPointer } or { IsSealed: true, TypeKind: not TypeKind.Delegate } or ITypeParameterSymbol || IsCulture(type)
            ? new Argument(PassedKind.Exact, type)
            : default;

    // Cultures are the framework's own: the table of what it allocates rests on that too.
    private static bool IsCulture(ITypeSymbol? type) =>
        type is { Name: "CultureInfo", ContainingNamespace: { Name: "Globalization", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } };
}
