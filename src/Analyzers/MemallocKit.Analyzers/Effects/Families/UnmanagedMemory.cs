// Memory that the collector does not give: native, pooled, and of a zone without naming a reserve.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects.Families;

internal static class UnmanagedMemory
{
    public static void Find(IOperation operation, BodyBuilder body)
    {
        if (operation is IInvocationOperation { TargetMethod: { ContainingType: { } type } method } && IsSource(method, type)
            && !IsInLibrary(operation, body.Symbols))
        {
            var name = type.IsGenericType ? $"{type.Name}<{string.Join(", ", type.TypeArguments.Select(t => t.ShortName()))}>" : type.Name;
            body.Allocates(AllocationFamily.Unmanaged, $"{name}.{method.Name}()", operation.Syntax);
        }
    }

    /// <summary>What to write instead of an allocation as <see cref="Find"/> and <see cref="StackMemory"/> name it.</summary>
    public static string InsteadOf(string what) => what switch
    {
        _ when what.StartsWith(StackMemory.Prefix, StringComparison.Ordinal) =>
            "give it a constant size of at most a page, outside of loops, or rent from a ByteReserve",
        _ when what.StartsWith("Zone", StringComparison.Ordinal) =>
            "it names no reserve, so only ordinary memory can serve it: rent from a ByteReserve, PageReserve or ObjectReserve<T> of the context",
        _ when what.Contains("Pool<") => "the pool may be empty: rent from a ByteReserve or PageReserve of the context",
        _ => "rent from a ByteReserve or PageReserve of the context, whose pages are committed already",
    };

    // The reserves are built on zones, and these on native memory: what they promise there is theirs to keep.
    private static bool IsInLibrary(IOperation operation, KnownSymbols symbols) => SymbolEqualityComparer.Default.Equals(
        operation.SemanticModel?.Compilation.Assembly, symbols.MemallocAttribute.ContainingAssembly);

    private static bool IsSource(IMethodSymbol method, INamedTypeSymbol type) => type.Name switch
    {
        "NativeMemory" => IsIn(type, "System.Runtime.InteropServices") && method.Name.Contains("lloc"),
        "Marshal" => IsIn(type, "System.Runtime.InteropServices") && IsMarshalSource(method.Name),
        "ArrayPool" => method.Name == "Rent" && IsIn(type, "System.Buffers"),
        "MemoryPool" => method.Name == "Rent" && IsIn(type, "System.Buffers"),
        "Zone" => method.Name is "Allocate" or "TryAllocate" or "TryAllocatePages" && IsIn(type, "MemallocKit"),
        "ZoneHandle" => method.Name == "Allocate" && IsIn(type, "MemallocKit"),
        // A pool of one's own.
        _ => method is { Name: "Rent", OverriddenMethod: { ContainingType: { } declared } overridden } && IsSource(overridden, declared),
    };

    // Text is copied to memory of its own; ReAlloc grows.
    private static bool IsMarshalSource(string method) => method is "ReAllocHGlobal" or "ReAllocCoTaskMem"
        || method.StartsWith("Alloc", StringComparison.Ordinal)
        || method.StartsWith("StringTo", StringComparison.Ordinal)
        || method.StartsWith("SecureStringTo", StringComparison.Ordinal);

    private static bool IsIn(INamedTypeSymbol type, string @namespace) => type.ContainingNamespace?.ToDisplayString() == @namespace;
}
