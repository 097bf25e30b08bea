// One assembly: its definitions, and what the tokens in its code mean.
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace MemallocKit.Summaries.Metadata;

internal sealed class AssemblyModel : IDisposable
{
    private readonly PEReader _image;
    private readonly TypeModel?[] _types;
    private readonly MethodModel?[] _methods;
    private readonly FieldModel?[] _fields;
    private readonly TypeSig?[] _references;
    private readonly Dictionary<string, TypeModel> _topLevel = new(StringComparer.Ordinal);
    private readonly Dictionary<(TypeModel, string), TypeModel> _nested = [];
    private readonly Dictionary<string, AssemblyReferenceHandle> _forwarded = new(StringComparer.Ordinal);
    private readonly Dictionary<int, CallTarget> _calls = [];
    private readonly Dictionary<int, (FieldModel? Field, TypeSig Owner)> _fieldTokens = [];
    private readonly Dictionary<int, TypeSig> _specifications = [];
    private Dictionary<TypeModel, List<TypeModel>>? _derived;

    private AssemblyModel(AssemblySet set, string path, PEReader image)
    {
        Set = set;
        Path = path;
        _image = image;
        Reader = image.GetMetadataReader();
        Name = Reader.GetString(Reader.GetAssemblyDefinition().Name);
        Signatures = new SignatureTypes(this);
        _types = new TypeModel?[Reader.TypeDefinitions.Count + 1];
        _methods = new MethodModel?[Reader.MethodDefinitions.Count + 1];
        _fields = new FieldModel?[Reader.FieldDefinitions.Count + 1];
        _references = new TypeSig?[Reader.TypeReferences.Count + 1];

        foreach (var handle in Reader.TypeDefinitions)
        {
            var type = Type(handle);
            if (type.DeclaringType is { } around)
            {
                _nested[(around, type.Name)] = type;
            }
            else
            {
                _topLevel[type.FullName] = type;
            }
        }

        foreach (var handle in Reader.ExportedTypes)
        {
            var type = Reader.GetExportedType(handle);
            if (type.Implementation.Kind == HandleKind.AssemblyReference)
            {
                var space = Reader.GetString(type.Namespace);
                var name = Reader.GetString(type.Name);
                _forwarded[space.Length > 0 ? $"{space}.{name}" : name] = (AssemblyReferenceHandle)type.Implementation;
            }
        }

        var attributes = Reader.GetAssemblyDefinition().GetCustomAttributes();
        DisablesRuntimeMarshalling = Reader.HasAttribute(attributes, "DisableRuntimeMarshallingAttribute");
        HasFriends = Reader.HasAttribute(attributes, "InternalsVisibleToAttribute");
    }

    public AssemblySet Set { get; }

    public string Path { get; }

    /// <summary>The simple name: <c>System.Private.CoreLib</c>.</summary>
    public string Name { get; }

    public MetadataReader Reader { get; }

    public SignatureTypes Signatures { get; }

    /// <summary>Its native calls pass arguments as they are.</summary>
    public bool DisablesRuntimeMarshalling { get; }

    /// <summary>Other assemblies see its internals, and may derive from them and store to them.</summary>
    public bool HasFriends { get; }

    /// <summary>The framework's own assemblies are compiled ahead of time: their code is optimised from the first call.</summary>
    public bool IsPrecompiled => _image.PEHeaders.CorHeader is { ManagedNativeHeaderDirectory.Size: > 0 };

    /// <summary>Set by <see cref="Il.FieldStoreScan"/>.</summary>
    public bool StoresAreScanned { get; set; }

    /// <summary>The scan of stores met a body that it could not read, so it does not know all stores.</summary>
    public bool HasUnreadableBodies { get; set; }

    public IEnumerable<TypeModel> Types => Reader.TypeDefinitions.Select(Type);

    /// <exception cref="SummaryException">The file cannot be read or is not a .NET assembly.</exception>
    public static AssemblyModel Load(AssemblySet set, string path)
    {
        PEReader? image = null;
        try
        {
            image = new PEReader(File.OpenRead(path), PEStreamOptions.PrefetchEntireImage);
            if (image.HasMetadata && image.GetMetadataReader().IsAssembly)
            {
                return new AssemblyModel(set, path, image);
            }
        }
        catch (Exception e) when (DamagedMetadata.Explains(e) || e is IOException or UnauthorizedAccessException)
        {
            image?.Dispose();
            throw new SummaryException($"'{path}' cannot be read as a .NET assembly: {e.Message}", e);
        }

        image.Dispose();
        throw new SummaryException($"'{path}' is not a .NET assembly.");
    }

    /// <summary>Whether a file is a .NET assembly; other libraries of the same folder are not.</summary>
    public static bool IsAssembly(string path)
    {
        try
        {
            using var image = new PEReader(File.OpenRead(path));
            return image.HasMetadata && image.GetMetadataReader().IsAssembly;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }

    public void Dispose() => _image.Dispose();

    public BlobReader ReadBody(MethodModel method, out MethodBodyBlock block)
    {
        block = _image.GetMethodBody(method.Definition.RelativeVirtualAddress);
        return block.GetILReader();
    }

    public TypeModel Type(TypeDefinitionHandle handle)
    {
        var row = MetadataTokens.GetRowNumber(handle);
        if (_types[row] is { } type)
        {
            return type;
        }

        var around = Reader.GetTypeDefinition(handle).GetDeclaringType();
        return _types[row] = new TypeModel(this, handle, around.IsNil ? null : Type(around));
    }

    public MethodModel Method(MethodDefinitionHandle handle) =>
        _methods[MetadataTokens.GetRowNumber(handle)]
            ??= new MethodModel(Type(Reader.GetMethodDefinition(handle).GetDeclaringType()), handle);

    public FieldModel Field(FieldDefinitionHandle handle)
    {
        var row = MetadataTokens.GetRowNumber(handle);
        if (_fields[row] is { } field)
        {
            return field;
        }

        var definition = Reader.GetFieldDefinition(handle);
        return _fields[row] = new FieldModel(
            Type(definition.GetDeclaringType()), handle, Reader.GetString(definition.Name), definition.Attributes);
    }

    /// <summary>A type defined here or forwarded from here.</summary>
    public TypeModel? FindType(string fullName)
    {
        // Chains of forwarders are short; a cycle of them is a broken set of files.
        var file = this;
        for (var steps = 0; file is not null && steps < 8; steps++)
        {
            if (file._topLevel.TryGetValue(fullName, out var type))
            {
                return type;
            }

            file = file._forwarded.TryGetValue(fullName, out var handle)
                ? Set.Find(file.Reader.GetString(file.Reader.GetAssemblyReference(handle).Name))
                : null;
        }

        return null;
    }

    public TypeModel? FindNested(TypeModel around, string name) => _nested.GetValueOrDefault((around, name));

    /// <summary>Types of this assembly that name <paramref name="type"/> as their base or among their interfaces.</summary>
    public IReadOnlyList<TypeModel> DerivedFrom(TypeModel type)
    {
        if (_derived is null)
        {
            _derived = [];
            foreach (var candidate in Types)
            {
                foreach (var parent in candidate.Interfaces.Append(candidate.Base))
                {
                    if (parent is { Kind: TypeSigKind.Named } && parent.Definition!.Assembly == this)
                    {
                        if (!_derived.TryGetValue(parent.Definition, out var list))
                        {
                            _derived.Add(parent.Definition, list = []);
                        }

                        list.Add(candidate);
                    }
                }
            }
        }

        return _derived.TryGetValue(type, out var derived) ? derived : [];
    }

    public TypeSig ResolveType(int token) => ResolveType(MetadataTokens.EntityHandle(token));

    public TypeSig ResolveType(EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                return Set.Types.Named(Type((TypeDefinitionHandle)handle));
            case HandleKind.TypeReference:
                var row = MetadataTokens.GetRowNumber(handle);
                return _references[row] ??= Find((TypeReferenceHandle)handle) is { } type ? Set.Types.Named(type) : Set.Types.Unknown;
            case HandleKind.TypeSpecification:
                var specification = (TypeSpecificationHandle)handle;
                var key = MetadataTokens.GetRowNumber(specification);
                if (!_specifications.TryGetValue(key, out var sig))
                {
                    sig = Reader.GetTypeSpecification(specification).DecodeSignature(Signatures, null);
                    _specifications.Add(key, sig);
                }

                return sig;
            default:
                return Set.Types.Unknown;
        }
    }

    public CallTarget ResolveMethod(int token) => ResolveMethod(MetadataTokens.EntityHandle(token));

    public CallTarget ResolveMethod(EntityHandle handle)
    {
        var token = MetadataTokens.GetToken(handle);
        if (!_calls.TryGetValue(token, out var target))
        {
            target = MethodTokens.Resolve(this, handle);
            _calls.Add(token, target);
        }

        return target;
    }

    /// <summary>The field a token names, and the declaring type with its arguments; null where it does not resolve.</summary>
    public (FieldModel? Field, TypeSig Owner) ResolveField(int token)
    {
        if (!_fieldTokens.TryGetValue(token, out var result))
        {
            result = FieldTokens.Resolve(this, MetadataTokens.EntityHandle(token));
            _fieldTokens.Add(token, result);
        }

        return result;
    }

    private TypeModel? Find(TypeReferenceHandle handle)
    {
        var reference = Reader.GetTypeReference(handle);
        var name = Reader.GetString(reference.Name);
        var scope = reference.ResolutionScope;
        if (scope.Kind == HandleKind.TypeReference)
        {
            return Find((TypeReferenceHandle)scope) is { } around ? around.Assembly.FindNested(around, name) : null;
        }

        var space = Reader.GetString(reference.Namespace);
        var fullName = space.Length > 0 ? $"{space}.{name}" : name;
        return scope.Kind == HandleKind.AssemblyReference
            ? Set.Find(Reader.GetString(Reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name))?.FindType(fullName)
            : FindType(fullName);
    }
}
