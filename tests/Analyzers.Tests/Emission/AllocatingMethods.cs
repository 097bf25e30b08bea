// Reads from an assembly which methods contain `newobj` of a class, `newarr` or `box`.
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemallocKit.Analyzers.Tests.Emission;

/// <summary>
/// Lambdas, local functions and state machines are compiled to methods and types of their own, named after the method
/// that they are written in; what they allocate counts for that method.
/// </summary>
internal sealed class AllocatingMethods
{
    private readonly MetadataReader _metadata;
    private readonly PEReader _image;
    private readonly Compilation _compilation;
    private readonly HashSet<string> _found = [];

    private AllocatingMethods(PEReader image, Compilation compilation)
    {
        _image = image;
        _compilation = compilation;
        _metadata = image.GetMetadataReader();
    }

    /// <summary>The methods in the compilation's image that allocate, as <c>Type.Method</c>; overloads count as one.</summary>
    public static HashSet<string> Read(CSharpCompilation compilation)
    {
        using var image = new PEReader(SampleCompilation.Emit(compilation));
        var reader = new AllocatingMethods(image, compilation);
        foreach (var handle in reader._metadata.TypeDefinitions)
        {
            var definition = reader._metadata.GetTypeDefinition(handle);
            if (definition.GetDeclaringType().IsNil)
            {
                reader.ReadType(definition, WithoutArity(reader._metadata.GetString(definition.Name)), sourceMethod: null);
            }
        }

        return reader._found;
    }

    private void ReadType(TypeDefinition type, string sourceType, string? sourceMethod)
    {
        foreach (var handle in type.GetMethods())
        {
            var method = _metadata.GetMethodDefinition(handle);
            var name = _metadata.GetString(method.Name);
            if (method.RelativeVirtualAddress != 0 && Allocates(method))
            {
                _found.Add($"{sourceType}.{sourceMethod ?? SourceName(name) ?? name.Split('.')[^1]}");
            }
        }

        foreach (var handle in type.GetNestedTypes())
        {
            var nested = _metadata.GetTypeDefinition(handle);
            var name = _metadata.GetString(nested.Name);
            if (name.StartsWith('<'))
            {
                ReadType(nested, sourceType, sourceMethod ?? SourceName(name));
            }
            else
            {
                ReadType(nested, WithoutArity(name), sourceMethod: null);
            }
        }
    }

    private static string WithoutArity(string name) => name.Split('`')[0];

    // `<Method>b__0` and `<Method>d__1`; an empty pair of brackets names no method.
    private static string? SourceName(string name)
    {
        var end = name.IndexOf('>');
        return name.StartsWith('<') && end > 1 ? name[1..end].TrimStart('<') : null;
    }

    private bool Allocates(MethodDefinition method)
    {
        var code = IlReader.Read(_image.GetMethodBody(method.RelativeVirtualAddress).GetILReader());
        for (var i = 0; i < code.Count; i++)
        {
            var (op, token) = code[i];
            if (op == OpCodes.Newarr
                || (op == OpCodes.Box && !IsReferenceParameter(token, method))
                || (op == OpCodes.Newobj && IsClass(token) && !IsCached(code, i))
                || ((op == OpCodes.Call || op == OpCodes.Callvirt) && IsMaker(token)))
            {
                return true;
            }
        }

        return false;
    }

    // `box` on a type parameter that must be a class does nothing; in a signature such a parameter is MVAR and its index.
    private bool IsReferenceParameter(int type, MethodDefinition method)
    {
        var handle = MetadataTokens.EntityHandle(type);
        return handle.Kind == HandleKind.TypeSpecification
            && _metadata.GetBlobBytes(_metadata.GetTypeSpecification((TypeSpecificationHandle)handle).Signature) is [0x1E, var index]
            && _metadata.GetGenericParameter(method.GetGenericParameters()[index]).Attributes
                .HasFlag(GenericParameterAttributes.ReferenceTypeConstraint);
    }

    // Calls that stand for an expression of the language and allocate in the library or in a member the compiler adds.
    private bool IsMaker(int method) => NameOf(method) is
        "<Clone>$" or "Concat" or "ToStringAndClear" or "Substring" or "GetSubArray" or "AwaitUnsafeOnCompleted"
        || NameOf(method).StartsWith("add_", StringComparison.Ordinal);

    // The compiler keeps a lambda or method group that captures nothing in a static field with a name of its own.
    private bool IsCached(List<(OpCode Op, int Token)> code, int newobj) =>
        newobj + 2 < code.Count && code[newobj + 1].Op == OpCodes.Dup && code[newobj + 2].Op == OpCodes.Stsfld
        && NameOf(code[newobj + 2].Token).StartsWith('<');

    private string NameOf(int token)
    {
        var handle = MetadataTokens.EntityHandle(token);
        return handle.Kind switch
        {
            HandleKind.MethodDefinition => _metadata.GetString(_metadata.GetMethodDefinition((MethodDefinitionHandle)handle).Name),
            HandleKind.FieldDefinition => _metadata.GetString(_metadata.GetFieldDefinition((FieldDefinitionHandle)handle).Name),
            HandleKind.MethodSpecification => NameOf(MetadataTokens.GetToken(_metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method)),
            HandleKind.MemberReference => _metadata.GetString(_metadata.GetMemberReference((MemberReferenceHandle)handle).Name),
            _ => "",
        };
    }

    private bool IsClass(int constructor)
    {
        var handle = MetadataTokens.EntityHandle(constructor);
        var type = handle.Kind == HandleKind.MethodDefinition
            ? _metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType()
            : _metadata.GetMemberReference((MemberReferenceHandle)handle).Parent;
        return type.Kind switch
        {
            HandleKind.TypeDefinition => !DerivesFromValueType(_metadata.GetTypeDefinition((TypeDefinitionHandle)type)),
            HandleKind.TypeReference => !IsValueType(_metadata.GetTypeReference((TypeReferenceHandle)type)),
            // An instantiated generic type says what it is in its signature: GENERICINST, then CLASS or VALUETYPE.
            _ => _metadata.GetBlobBytes(_metadata.GetTypeSpecification((TypeSpecificationHandle)type).Signature) is not [0x15, 0x11, ..],
        };
    }

    private bool DerivesFromValueType(TypeDefinition type) =>
        type.BaseType.Kind == HandleKind.TypeReference
        && _metadata.GetString(_metadata.GetTypeReference((TypeReferenceHandle)type.BaseType).Name) is "ValueType" or "Enum";

    private bool IsValueType(TypeReference type)
    {
        var name = $"{_metadata.GetString(type.Namespace)}.{_metadata.GetString(type.Name)}";
        return (_compilation.GetTypeByMetadataName(name) ?? throw new InvalidOperationException(name)).IsValueType;
    }
}
