// A type definition.
using System.Reflection;
using System.Reflection.Metadata;

namespace MemallocKit.Summaries.Metadata;

internal sealed class TypeModel
{
    private readonly TypeDefinition _definition;

    public TypeModel(AssemblyModel assembly, TypeDefinitionHandle handle, TypeModel? declaringType)
    {
        Assembly = assembly;
        DeclaringType = declaringType;
        _definition = assembly.Reader.GetTypeDefinition(handle);
        Name = assembly.Reader.GetString(_definition.Name);
        Namespace = assembly.Reader.GetString(_definition.Namespace);
        FullName = declaringType is not null ? $"{declaringType.FullName}+{Name}"
            : Namespace.Length > 0 ? $"{Namespace}.{Name}" : Name;
        IsValueType = ReadIsValueType();
    }

    public AssemblyModel Assembly { get; }

    public TypeModel? DeclaringType { get; }

    public string Name { get; }

    public string Namespace { get; }

    /// <summary>With namespace and the names of the types around it: <c>System.Span`1+Enumerator</c>.</summary>
    public string FullName { get; }

    public TypeDefinition Definition => _definition;

    public bool IsInterface => (_definition.Attributes & TypeAttributes.Interface) != 0;

    public bool IsSealed => (_definition.Attributes & TypeAttributes.Sealed) != 0;

    public bool IsAbstract => (_definition.Attributes & TypeAttributes.Abstract) != 0;

    /// <summary>Its static constructor may run at the first access of a static field only, not at every first call.</summary>
    public bool IsBeforeFieldInit => (_definition.Attributes & TypeAttributes.BeforeFieldInit) != 0;

    public bool IsValueType { get; }

    public bool IsEnum => Base is { } type && type.Is("System.Enum");

    public bool IsDelegate => Base is { } type && type.Is("System.MulticastDelegate");

    private int? _arity;

    /// <summary>Type parameters, those of the types around it included.</summary>
    public int Arity => _arity ??= _definition.GetGenericParameters().Count;

    private bool _baseRead;
    private TypeSig? _base;

    public TypeSig? Base
    {
        get
        {
            if (!_baseRead)
            {
                _base = _definition.BaseType.IsNil ? null : Assembly.ResolveType(_definition.BaseType);
                _baseRead = true;
            }

            return _base;
        }
    }

    /// <summary>The interfaces it lists; those that they extend are theirs to list.</summary>
    public TypeSig[] Interfaces => field ??=
    [
        .. _definition.GetInterfaceImplementations()
            .Select(h => Assembly.ResolveType(Assembly.Reader.GetInterfaceImplementation(h).Interface))
            .Where(t => t.Kind == TypeSigKind.Named),
    ];

    public MethodModel[] Methods => field ??= [.. _definition.GetMethods().Select(Assembly.Method)];

    public FieldModel[] Fields => field ??= [.. _definition.GetFields().Select(Assembly.Field)];

    /// <summary>Explicit implementations: which declaration which body implements.</summary>
    public IReadOnlyList<(MethodReference Declaration, MethodModel Body)> ExplicitImplementations => field ??= ReadExplicit();

    private bool _staticConstructorRead;
    private MethodModel? _staticConstructor;

    public MethodModel? StaticConstructor
    {
        get
        {
            if (!_staticConstructorRead)
            {
                _staticConstructor = Array.Find(Methods, m => m.Name == ".cctor");
                _staticConstructorRead = true;
            }

            return _staticConstructor;
        }
    }

    private bool? _isVisible;

    /// <summary>Code outside the assembly can name it.</summary>
    public bool IsVisible => _isVisible ??= (_definition.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public => true,
        TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem => DeclaringType!.IsVisible,
        _ => false,
    };

    /// <summary>Nested in a type that alone can name it: not even friends of the assembly can.</summary>
    public bool IsPrivate => (_definition.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.NestedPrivate || DeclaringType is { IsPrivate: true };

    private bool? _isDerivableOutside;

    /// <summary>Code outside the assembly can derive from it or implement it.</summary>
    public bool IsDerivableOutside => _isDerivableOutside ??= Assembly.HasFriends
        ? !IsSealed && (IsInterface || Array.Exists(Methods, m => m.IsConstructor && !m.IsPrivateMember))
        : IsVisible && !IsSealed && (IsInterface || Array.Exists(Methods, m => m.IsConstructor && m.IsMemberVisible));

    private bool? _isReadOnlyStruct;

    public bool IsReadOnlyStruct => _isReadOnlyStruct ??= IsValueType
        && (Assembly.Reader.HasAttribute(_definition.GetCustomAttributes(), "IsReadOnlyAttribute") || IsEnum);

    private bool? _isByRefLike;

    /// <summary>A <c>ref struct</c>: it can hold the addresses that are passed to it.</summary>
    public bool IsByRefLike => _isByRefLike ??=
        IsValueType && Assembly.Reader.HasAttribute(_definition.GetCustomAttributes(), "IsByRefLikeAttribute");

    /// <summary>The type with its own parameters as arguments, as its members see it.</summary>
    public TypeSig Self => field ??= Assembly.Set.Types.Named(
        this, [.. Enumerable.Range(0, Arity).Select(Assembly.Set.Types.TypeParameter)]);

    public override string ToString() => FullName;

    private bool ReadIsValueType()
    {
        if (IsInterface || FullName == "System.Enum" || _definition.BaseType.IsNil)
        {
            return false;
        }

        // By name: resolving the base would recurse into the core library while its types are being made.
        var reader = Assembly.Reader;
        var (name, space) = _definition.BaseType.Kind switch
        {
            HandleKind.TypeReference => Names(reader.GetTypeReference((TypeReferenceHandle)_definition.BaseType)),
            HandleKind.TypeDefinition => Names(reader.GetTypeDefinition((TypeDefinitionHandle)_definition.BaseType)),
            _ => default,
        };
        return space == "System" && name is "ValueType" or "Enum";

        (string, string) Names(object type) => type switch
        {
            TypeReference r => (reader.GetString(r.Name), reader.GetString(r.Namespace)),
            TypeDefinition d => (reader.GetString(d.Name), reader.GetString(d.Namespace)),
            _ => ("", ""),
        };
    }

    private List<(MethodReference, MethodModel)> ReadExplicit()
    {
        var result = new List<(MethodReference, MethodModel)>();
        foreach (var handle in _definition.GetMethodImplementations())
        {
            var implementation = Assembly.Reader.GetMethodImplementation(handle);
            if (Assembly.ResolveMethod(implementation.MethodDeclaration).Method is { } declaration
                && Assembly.ResolveMethod(implementation.MethodBody).Method is { } body)
            {
                result.Add((declaration, body.Method));
            }
        }

        return result;
    }
}
