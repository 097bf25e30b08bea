// Decodes signature blobs into types of the table.
using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace MemallocKit.Summaries.Metadata;

internal sealed class SignatureTypes(AssemblyModel assembly) : ISignatureTypeProvider<TypeSig, object?>
{
    private TypeTable Types => assembly.Set.Types;

    public TypeSig GetArrayType(TypeSig elementType, ArrayShape shape) => Types.Array(elementType, shape.Rank);

    public TypeSig GetByReferenceType(TypeSig elementType) => Types.ByRef(elementType);

    public TypeSig GetFunctionPointerType(MethodSignature<TypeSig> signature) => Types.FunctionPointer();

    public TypeSig GetGenericInstantiation(TypeSig genericType, ImmutableArray<TypeSig> typeArguments) =>
        genericType.Kind == TypeSigKind.Named ? Types.Named(genericType.Definition!, [.. typeArguments]) : Types.Unknown;

    public TypeSig GetGenericMethodParameter(object? genericContext, int index) => Types.MethodParameter(index);

    public TypeSig GetGenericTypeParameter(object? genericContext, int index) => Types.TypeParameter(index);

    // Modifiers (volatile, in, init) and pinning change nothing that is asked here.
    public TypeSig GetModifiedType(TypeSig modifier, TypeSig unmodifiedType, bool isRequired) => unmodifiedType;

    public TypeSig GetPinnedType(TypeSig elementType) => elementType;

    public TypeSig GetPointerType(TypeSig elementType) => Types.Pointer(elementType);

    public TypeSig GetPrimitiveType(PrimitiveTypeCode typeCode) => Types.Primitive(typeCode);

    public TypeSig GetSZArrayType(TypeSig elementType) => Types.Vector(elementType);

    public TypeSig GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        assembly.ResolveType(handle);

    public TypeSig GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        assembly.ResolveType(handle);

    public TypeSig GetTypeFromSpecification(
        MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        assembly.ResolveType(handle);
}
