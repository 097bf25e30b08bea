// From the symbol of a type to the type of the running runtime.
using System.Reflection;
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Generators.Tests;

internal static class RuntimeTypes
{
    /// <summary>The processor that the tests run on.</summary>
    public static LayoutTarget Target { get; } =
        System.Runtime.Intrinsics.X86.X86Base.IsSupported ? LayoutTarget.X64 : LayoutTarget.Arm64;

    /// <summary>
    /// A type of <paramref name="assembly"/> or of the framework, constructed as the symbol is; <see langword="null"/> when the runtime refuses the
    /// type arguments.
    /// </summary>
    public static Type? Find(ITypeSymbol symbol, Assembly? assembly = null)
    {
        if (symbol is not INamedTypeSymbol type)
            return null;
        var arguments = Arguments(type).Select(argument => Find(argument, assembly)).ToArray();
        var name = FrameworkLayouts.NameOf(type.OriginalDefinition);
        var definition = assembly?.GetType(name) ?? Assembly.Load(type.ContainingAssembly.Name).GetType(name, throwOnError: true)!;
        return arguments.Length == 0 ? definition : arguments.Contains(null) ? null : definition.MakeGenericType(arguments!);
    }

    private static IEnumerable<ITypeSymbol> Arguments(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? Arguments(outer).Concat(type.TypeArguments) : type.TypeArguments;
}
