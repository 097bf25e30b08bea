// The types the rules know by name, looked up once per compilation.
using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers;

/// <summary>The symbols that rules compare against; members the compilation does not have are <see langword="null"/>.</summary>
internal sealed class KnownSymbols
{
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _contexts = new(SymbolEqualityComparer.Default);

    private KnownSymbols(Compilation compilation, INamedTypeSymbol memallocAttribute)
    {
        INamedTypeSymbol? Find(string name) => compilation.GetTypeByMetadataName(name);

        MemallocAttribute = memallocAttribute;
        MemallocContextAttribute = Find("MemallocKit.MemallocContextAttribute");
        MemallocPrimeAttribute = Find("MemallocKit.MemallocPrimeAttribute");
        MemallocScope = Find("MemallocKit.MemallocScope");
        PageLease = Find("MemallocKit.PageLease");
        ByteLease = Find("MemallocKit.ByteLease");
        ObjectLease = Find("MemallocKit.ObjectLease`1");
        InstanceLease = Find("MemallocKit.InstanceLease`1");
        StoredLease = Find("MemallocKit.StoredLease");
        StoredLeaseOfT = Find("MemallocKit.StoredLease`1");
        Reserve = Find("MemallocKit.Reserve");
        ReserveBufferWriter = Find("MemallocKit.ReserveBufferWriter");
        ConditionalAttribute = Find("System.Diagnostics.ConditionalAttribute");
        DoesNotReturnAttribute = Find("System.Diagnostics.CodeAnalysis.DoesNotReturnAttribute");
        Span = Find("System.Span`1");
        ReadOnlySpan = Find("System.ReadOnlySpan`1");
        ImmutableArray = Find("System.Collections.Immutable.ImmutableArray`1");
        List = Find("System.Collections.Generic.List`1");
        Object = Find("System.Object");
        Lock = Find("System.Threading.Lock");
        Expression = Find("System.Linq.Expressions.Expression`1");
        HasInlineArrays = Find("System.Runtime.CompilerServices.InlineArrayAttribute") is not null;
    }

    public INamedTypeSymbol MemallocAttribute { get; }
    public INamedTypeSymbol? MemallocContextAttribute { get; }
    public INamedTypeSymbol? MemallocPrimeAttribute { get; }
    public INamedTypeSymbol? MemallocScope { get; }
    public INamedTypeSymbol? PageLease { get; }
    public INamedTypeSymbol? ByteLease { get; }
    public INamedTypeSymbol? ObjectLease { get; }
    public INamedTypeSymbol? InstanceLease { get; }
    public INamedTypeSymbol? StoredLease { get; }
    public INamedTypeSymbol? StoredLeaseOfT { get; }
    public INamedTypeSymbol? Reserve { get; }
    public INamedTypeSymbol? ReserveBufferWriter { get; }
    public INamedTypeSymbol? ConditionalAttribute { get; }
    public INamedTypeSymbol? DoesNotReturnAttribute { get; }
    public INamedTypeSymbol? Span { get; }
    public INamedTypeSymbol? ReadOnlySpan { get; }
    public INamedTypeSymbol? ImmutableArray { get; }
    public INamedTypeSymbol? List { get; }
    public INamedTypeSymbol? Object { get; }
    public INamedTypeSymbol? Lock { get; }
    public INamedTypeSymbol? Expression { get; }

    /// <summary>The runtime has inline arrays, so collection expressions of known length for spans stay on the stack.</summary>
    public bool HasInlineArrays { get; }

    /// <summary>The symbols, or <see langword="null"/> when the compilation does not reference MemallocKit.</summary>
    public static KnownSymbols? TryCreate(Compilation compilation) =>
        compilation.GetTypeByMetadataName("MemallocKit.MemallocAttribute") is { } memalloc
            ? new KnownSymbols(compilation, memalloc)
            : null;

    /// <summary>A struct whose value on the stack entitles the thread: a [MemallocContext] struct or MemallocScope.</summary>
    public bool IsContext(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None } named && _contexts.GetOrAdd(named.OriginalDefinition, IsContextType);

    public bool IsLease(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Struct } named
        && (Same(named, PageLease) || Same(named, ByteLease) || Same(named, ObjectLease) || Same(named, InstanceLease));

    public bool IsReserve(ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (Same(current, Reserve))
            {
                return true;
            }
        }

        return false;
    }

    // Reading attributes costs more than everything else about most members, and the same few structs are passed everywhere.
    private bool IsContextType(ITypeSymbol type) => Same(type, MemallocScope) || type.HasAttribute(MemallocContextAttribute);

    public static bool Same(ITypeSymbol? type, ITypeSymbol? known) =>
        known is not null && SymbolEqualityComparer.Default.Equals(type?.OriginalDefinition, known);
}
