// A method definition.
using System.Reflection;
using System.Reflection.Metadata;
using MemallocKit.Summaries.Il;

namespace MemallocKit.Summaries.Metadata;

internal sealed class MethodModel(TypeModel owner, MethodDefinitionHandle handle)
{
    private readonly MethodDefinition _definition = owner.Assembly.Reader.GetMethodDefinition(handle);

    public TypeModel Owner { get; } = owner;

    public MethodDefinition Definition => _definition;

    public string Name => field ??= Owner.Assembly.Reader.GetString(_definition.Name);

    private MethodSignature<TypeSig>? _signature;

    public MethodSignature<TypeSig> Signature => _signature ??= _definition.DecodeSignature(Owner.Assembly.Signatures, null);

    public int GenericArity => Signature.GenericParameterCount;

    /// <summary>Arguments on the stack: the receiver too.</summary>
    public int ArgumentCount => Signature.ParameterTypes.Length + (IsStatic ? 0 : 1);

    public bool ReturnsVoid => Signature.ReturnType.IsVoid;

    public bool IsStatic => Has(MethodAttributes.Static);

    public bool IsVirtual => Has(MethodAttributes.Virtual);

    public bool IsAbstract => Has(MethodAttributes.Abstract);

    public bool IsFinal => Has(MethodAttributes.Final);

    public bool IsNewSlot => Has(MethodAttributes.NewSlot);

    public bool IsConstructor => Name == ".ctor";

    public bool IsPlatformInvoke => Has(MethodAttributes.PinvokeImpl);

    public bool IsInternalCall => (_definition.ImplAttributes & MethodImplAttributes.InternalCall) != 0;

    public bool IsRuntimeProvided =>
        (_definition.ImplAttributes & MethodImplAttributes.CodeTypeMask) == MethodImplAttributes.Runtime;

    /// <summary>The runtime made it an async method of its own: the body is not what runs.</summary>
    public bool IsRuntimeAsync => ((int)_definition.ImplAttributes & 0x2000) != 0;

    public bool HasBody => _definition.RelativeVirtualAddress != 0;

    public bool IsPublic => (_definition.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public;

    /// <summary>Code outside the assembly can name it, as a caller or as a derived class.</summary>
    public bool IsMemberVisible => (_definition.Attributes & MethodAttributes.MemberAccessMask)
        is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;

    public bool IsPrivateMember => (_definition.Attributes & MethodAttributes.MemberAccessMask)
        is MethodAttributes.Private or MethodAttributes.PrivateScope;

    /// <summary>It implements a member of an interface under that member's name, so only callers of the interface reach it.</summary>
    public bool IsExplicitImplementation => IsPrivateMember && Name.LastIndexOf('.') > 0 && (IsVirtual || IsStatic);

    /// <summary>Code outside the assembly can call it, by its name or through an interface.</summary>
    public bool IsVisible => (IsMemberVisible || IsExplicitImplementation) && Owner.IsVisible;

    /// <summary>It never returns: <c>[DoesNotReturn]</c>.</summary>
    public bool DoesNotReturn => (Marks & MethodMarks.DoesNotReturn) != 0;

    /// <summary>A struct method that does not change the receiver: <c>readonly</c>.</summary>
    public bool IsReadOnly => (Marks & MethodMarks.ReadOnly) != 0 || Owner.IsReadOnlyStruct;

    /// <summary>The JIT may put code of its own in place of the body: <c>[Intrinsic]</c>.</summary>
    public bool IsIntrinsic => (Marks & MethodMarks.Intrinsic) != 0;

    public bool IsUnsafeAccessor => (Marks & MethodMarks.UnsafeAccessor) != 0;

    public string FullName => field ??= $"{Owner.FullName}.{Name}";

    /// <summary>The decoded body, kept for generic methods (analysed once an instantiation) and dropped for others.</summary>
    public DecodedBody? Body { get; set; }

    public override string ToString() => DocumentationId.Of(this);

    private bool Has(MethodAttributes flag) => (_definition.Attributes & flag) != 0;

    private MethodMarks? _marks;

    private MethodMarks Marks => _marks ??= ReadMarks();

    private MethodMarks ReadMarks()
    {
        var marks = MethodMarks.None;
        foreach (var attribute in _definition.GetCustomAttributes())
        {
            marks |= Owner.Assembly.Reader.AttributeName(attribute) switch
            {
                "DoesNotReturnAttribute" => MethodMarks.DoesNotReturn,
                "IsReadOnlyAttribute" => MethodMarks.ReadOnly,
                "IntrinsicAttribute" => MethodMarks.Intrinsic,
                "UnsafeAccessorAttribute" => MethodMarks.UnsafeAccessor,
                _ => MethodMarks.None,
            };
        }

        return marks;
    }

    [Flags]
    private enum MethodMarks : byte
    {
        None = 0,
        DoesNotReturn = 1,
        ReadOnly = 2,
        Intrinsic = 4,
        UnsafeAccessor = 8,
    }
}
