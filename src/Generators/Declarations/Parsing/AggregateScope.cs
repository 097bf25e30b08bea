// The charged class whose shares are being read.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>A charged class, its first share (which all others have to resemble) and what one rent may ask for.</summary>
internal sealed record AggregateScope(INamedTypeSymbol Type, IPropertySymbol FirstShare, UnitOptions Options);
