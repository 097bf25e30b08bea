// Which facts about arguments are worth a context of their own.
using MemallocKit.Summaries.Interpretation;
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Effects;

/// <summary>
/// A null, a default struct or a flag decides which path a callee takes: <c>ThrowIfCancellationRequested</c> of a default
/// token, a comparer that was left out. Other values would only multiply contexts.
/// </summary>
internal static class KnownArguments
{
    public static Value?[]? Of(MethodModel method, Value[]? arguments)
    {
        if (arguments is null || !method.HasBody)
        {
            return null;
        }

        Value?[]? known = null;
        var receiver = method.IsStatic ? 0 : 1;
        for (var i = 0; i < Math.Min(arguments.Length, method.ArgumentCount); i++)
        {
            var value = arguments[i];
            var kept = value switch
            {
                DefaultStructAddress => value,
                Null or DefaultStruct when i >= receiver => value,
                Integer { Number: >= -1 and <= 1 } number when i >= receiver && IsFlag(method.Signature.ParameterTypes[i - receiver], number) => value,
                _ => null,
            };
            if (kept is not null)
            {
                known ??= new Value?[method.ArgumentCount];
                known[i] = kept;
            }
        }

        return known;
    }

    /// <summary>What a call passes that leaves optional arguments out; null where none of them matters.</summary>
    public static Value?[]? Defaults(MethodModel method)
    {
        var reader = method.Owner.Assembly.Reader;
        Value[]? arguments = null;
        foreach (var handle in method.Definition.GetParameters())
        {
            var parameter = reader.GetParameter(handle);
            if (parameter.SequenceNumber == 0 || (parameter.Attributes & System.Reflection.ParameterAttributes.Optional) == 0
                || parameter.GetDefaultValue().IsNil)
            {
                continue;
            }

            var type = method.Signature.ParameterTypes[parameter.SequenceNumber - 1];
            var constant = reader.GetConstant(parameter.GetDefaultValue());
            var blob = reader.GetBlobReader(constant.Value);
            Value? value = constant.TypeCode switch
            {
                System.Reflection.Metadata.ConstantTypeCode.NullReference when type.IsValueType == false => Value.Null,
                System.Reflection.Metadata.ConstantTypeCode.NullReference when type.Kind == TypeSigKind.Named => new DefaultStruct(type),
                System.Reflection.Metadata.ConstantTypeCode.Boolean => Value.Integer(blob.ReadByte()),
                System.Reflection.Metadata.ConstantTypeCode.Int32 => Value.Integer(blob.ReadInt32()),
                _ => null,
            };
            if (value is not null)
            {
                arguments ??= [.. Enumerable.Repeat<Value>(Value.Anything(), method.ArgumentCount)];
                arguments[parameter.SequenceNumber - 1 + (method.IsStatic ? 0 : 1)] = value;
            }
        }

        return Of(method, arguments);
    }

    /// <summary>Whether a call passes what leaving the optional arguments out passes.</summary>
    public static bool Match(Value?[]? defaults, Value[]? arguments)
    {
        if (defaults is null || arguments is null)
        {
            return false;
        }

        for (var i = 0; i < defaults.Length; i++)
        {
            if (defaults[i] is { } value && !value.Equals(arguments[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsFlag(TypeSig type, Integer number) =>
        type.Kind == TypeSigKind.Named && (type.Is("System.Boolean") || type.Definition!.IsEnum || (type.Is("System.Int32") && number.Number <= 0));
}
