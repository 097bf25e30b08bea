// Methods without IL: what the runtime and native libraries do.
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Effects;

internal static class NativeCalls
{
    /// <summary>The effect of a method that is an internal call or a platform call, where the overlay says nothing of it.</summary>
    public static EffectSet EffectOf(MethodModel method, AssemblyModel coreLibrary)
    {
        if (method.IsInternalCall)
        {
            // Since .NET 10 internal calls of the runtime have no frame, so no collection can happen in them; those that
            // allocate on a fast path are few and stand in the overlay.
            return method.Owner.Assembly == coreLibrary ? EffectSet.None : EffectSet.Native;
        }

        var reader = method.Owner.Assembly.Reader;
        var module = method.Definition.GetImport().Module;
        var library = module.IsNil ? "" : reader.GetString(reader.GetModuleReference(module).Name);
        if (library == "QCall")
        {
            // The runtime hands objects out through a handle on the caller's stack; without one, and without a way to call
            // back, what it makes is native.
            return Array.Exists([.. method.Signature.ParameterTypes], CanPassObjects) ? EffectSet.Native : EffectSet.None;
        }

        // Binding loads the library and looks the function up, once. What is passed as it is needs no memory after that.
        var plain = method.Owner.Assembly.DisablesRuntimeMarshalling
            || (method.Signature.ParameterTypes.All(p => IsBlittable(p, 0)) && IsBlittable(method.Signature.ReturnType, 0));
        return plain && !method.Signature.ParameterTypes.Any(p => p.Kind == TypeSigKind.FunctionPointer)
            ? EffectSet.FirstCall
            : EffectSet.Native;
    }

    /// <summary>A type that native code sees as it is, without a copy.</summary>
    public static bool IsBlittable(TypeSig type, int depth)
    {
        if (type.Kind is TypeSigKind.Pointer or TypeSigKind.FunctionPointer || type.IsVoid)
        {
            return true;
        }

        if (type.Kind == TypeSigKind.ByRef)
        {
            return IsBlittable(type.Element, depth);
        }

        if (type.Kind != TypeSigKind.Named || !type.Definition!.IsValueType || depth > 8)
        {
            return false;
        }

        return type.Definition.FullName switch
        {
            "System.Boolean" or "System.Char" or "System.DateTime" => false,
            "System.Byte" or "System.SByte" or "System.Int16" or "System.UInt16" or "System.Int32" or "System.UInt32"
                or "System.Int64" or "System.UInt64" or "System.IntPtr" or "System.UIntPtr" or "System.Single" or "System.Double" => true,
            _ => type.Definition.IsEnum || type.Definition.Fields.All(f => f.IsStatic || (f.Type != type && IsBlittable(f.Type, depth + 1))),
        };
    }

    private static bool CanPassObjects(TypeSig type) =>
        type.Kind == TypeSigKind.FunctionPointer
        || (type.Kind == TypeSigKind.Named && type.Definition!.Name is "ObjectHandleOnStack" or "StringHandleOnStack" or "ByteRefOnStack");
}
