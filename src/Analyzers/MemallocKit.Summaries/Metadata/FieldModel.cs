// A field definition.
using System.Reflection;
using System.Reflection.Metadata;

namespace MemallocKit.Summaries.Metadata;

internal sealed class FieldModel(TypeModel owner, FieldDefinitionHandle handle, string name, FieldAttributes attributes)
{
    public TypeModel Owner { get; } = owner;

    public string Name { get; } = name;

    public TypeSig Type => field ??= Owner.Assembly.Reader.GetFieldDefinition(handle).DecodeSignature(Owner.Assembly.Signatures, null);

    public bool IsStatic => (attributes & FieldAttributes.Static) != 0;

    public bool IsReadOnly => (attributes & FieldAttributes.InitOnly) != 0;

    /// <summary>
    /// No code outside the assembly can store to it: private, or of a private type, or internal in an assembly without friends, or
    /// read-only (its own constructors alone store then).
    /// </summary>
    public bool IsStoredInAssemblyOnly
    {
        get
        {
            var access = attributes & FieldAttributes.FieldAccessMask;
            return IsReadOnly || access == FieldAttributes.Private || Owner.IsPrivate
                || (!Owner.Assembly.HasFriends
                    && (access is FieldAttributes.Assembly or FieldAttributes.FamANDAssem || !Owner.IsVisible));
        }
    }

    private bool? _isThreadStatic;

    public bool IsThreadStatic => _isThreadStatic ??= IsStatic && Owner.Assembly.Reader.HasAttribute(
        Owner.Assembly.Reader.GetFieldDefinition(handle).GetCustomAttributes(), "ThreadStaticAttribute");

    /// <summary>What the assembly's code stores into it; filled by <see cref="Il.FieldStoreScan"/>.</summary>
    public FieldStores Stores { get; } = new();

    public override string ToString() => $"{Owner.FullName}.{Name}";
}

/// <summary>Everything the code of the declaring assembly stores into a field, gathered without following its flow.</summary>
internal sealed class FieldStores
{
    public static FieldStores Anything { get; } = new() { HasOther = true, HasSeveralTargets = true, IsReset = true };

    /// <summary>A value whose type is not that of a `new` was stored, or the field's address was taken.</summary>
    public bool HasOther { get; set; }

    /// <summary>Set to null (or zero) again outside constructors and disposal: a lazy field would be filled again.</summary>
    public bool IsReset { get; set; }

    /// <summary>The one type of which objects are stored; null before the first.</summary>
    public TypeSig? OnlyType { get; set; }

    /// <summary>The one method that stored delegates call; null before the first.</summary>
    public MethodReference? OnlyTarget { get; set; }

    /// <summary>Delegates to several methods are stored, or objects that are not delegates.</summary>
    public bool HasSeveralTargets { get; set; }
}
