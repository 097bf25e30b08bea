// Gathers what an assembly's code stores into its fields, without following its flow.
using System.Reflection;
using System.Reflection.Metadata;
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Il;

/// <summary>
/// One linear pass over the code of an assembly, made when the first of its fields is asked about. A field that only ever
/// holds objects of one type, or delegates to one method, says so afterwards; so does one that is set to null again.
/// </summary>
internal static class FieldStoreScan
{
    public static FieldStores StoresOf(FieldModel field)
    {
        var assembly = field.Owner.Assembly;
        if (!assembly.StoresAreScanned)
        {
            assembly.StoresAreScanned = true;
            Scan(assembly);
        }

        return assembly.HasUnreadableBodies ? FieldStores.Anything : field.Stores;
    }

    private static void Scan(AssemblyModel assembly)
    {
        foreach (var handle in assembly.Reader.MethodDefinitions)
        {
            var definition = assembly.Reader.GetMethodDefinition(handle);
            if (definition.RelativeVirtualAddress != 0 && (definition.ImplAttributes & MethodImplAttributes.CodeTypeMask) == 0)
            {
                Scan(assembly.Method(handle));
            }
        }
    }

    private static void Scan(MethodModel method)
    {
        var assembly = method.Owner.Assembly;
        Instruction previous = default, beforeThat = default;
        try
        {
            var reader = assembly.ReadBody(method, out _);
            while (reader.RemainingBytes > 0)
            {
                var instruction = BodyDecoder.Read(ref reader, 0);
                switch (instruction.Code)
                {
                    case ILOpCode.Stfld or ILOpCode.Stsfld:
                        if (assembly.ResolveField(instruction.Operand).Field is { } stored)
                        {
                            Store(method, stored, previous, beforeThat);
                        }

                        break;
                    case ILOpCode.Ldflda or ILOpCode.Ldsflda:
                        if (assembly.ResolveField(instruction.Operand).Field is { Type.IsValueType: not true } addressed)
                        {
                            addressed.Stores.HasOther = true;
                            addressed.Stores.HasSeveralTargets = true;
                        }

                        break;
                    case ILOpCode.Ldnull when previous.Code is ILOpCode.Ldflda or ILOpCode.Ldsflda:
                        // Interlocked.Exchange(ref field, null) and the like.
                        if (assembly.ResolveField(previous.Operand).Field is { } exchanged)
                        {
                            exchanged.Stores.IsReset |= !EndsTheObject(method);
                        }

                        break;
                }

                if (instruction.Code is not (ILOpCode.Dup or ILOpCode.Nop or ILOpCode.Volatile))
                {
                    (previous, beforeThat) = (instruction, previous);
                }
            }
        }
        catch (Exception e) when (DamagedMetadata.Explains(e))
        {
            // A body that cannot be read is Unknown for whoever calls it; what it stores is unknown too.
            assembly.HasUnreadableBodies = true;
        }
    }

    private static void Store(MethodModel method, FieldModel field, Instruction previous, Instruction beforeThat)
    {
        var stores = field.Stores;
        switch (previous.Code)
        {
            case ILOpCode.Ldnull:
            case ILOpCode.Ldc_i4 when previous.Constant == 0:
                stores.IsReset |= !EndsTheObject(method);
                break;
            case ILOpCode.Newobj when method.Owner.Assembly.ResolveMethod(previous.Operand).Method is { } made:
                StoreNew(method, field, made, beforeThat);
                break;
            default:
                stores.HasOther = true;
                stores.HasSeveralTargets = true;
                break;
        }
    }

    private static void StoreNew(MethodModel method, FieldModel field, MethodReference made, Instruction beforeThat)
    {
        var stores = field.Stores;

        // Type parameters mean the same where the field is read only if they are those of the type that declares it.
        var known = !made.Owner.HasParameters || (method.Owner == field.Owner && method.GenericArity == 0);
        stores.HasOther |= !known || (stores.OnlyType is { } only && only != made.Owner);
        stores.OnlyType ??= made.Owner;

        if (beforeThat.Code == ILOpCode.Ldftn && made.Method.Owner.IsDelegate
            && method.Owner.Assembly.ResolveMethod(beforeThat.Operand).Method is { } target
            && (stores.OnlyTarget is null || stores.OnlyTarget.Method == target.Method))
        {
            stores.OnlyTarget = target;
        }
        else
        {
            stores.HasSeveralTargets = true;
        }
    }

    // Constructors set what is new, and disposal ends the object.
    private static bool EndsTheObject(MethodModel method) =>
        method.Name is ".ctor" or ".cctor" or "Finalize" or "ReleaseHandle"
        || method.Name.StartsWith("Dispose", StringComparison.Ordinal)
        || method.Name.StartsWith("Close", StringComparison.Ordinal);
}
