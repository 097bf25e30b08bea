// Documentation ids of methods and types as reflection sees them: the keys of the table.
using System.Reflection;
using System.Text;

namespace MemallocKit.Soundness.Generating;

internal static class ReflectionId
{
    /// <summary>The id of the definition of <paramref name="method"/>, whatever its type arguments are.</summary>
    public static string Of(MethodBase method)
    {
        var definition = Definition(method);
        var text = new StringBuilder("M:");
        text.Append(definition.DeclaringType!.FullName!.Replace('+', '.')).Append('.');
        text.Append(definition.Name.Replace('.', '#').Replace('<', '{').Replace('>', '}'));
        if (definition.IsGenericMethodDefinition)
        {
            text.Append("``").Append(definition.GetGenericArguments().Length);
        }

        var parameters = definition.GetParameters();
        if (parameters.Length > 0)
        {
            text.Append('(');
            for (var i = 0; i < parameters.Length; i++)
            {
                if (i > 0)
                {
                    text.Append(',');
                }

                Append(text, parameters[i].ParameterType);
            }

            text.Append(')');
        }

        if (definition is MethodInfo { Name: "op_Implicit" or "op_Explicit" or "op_CheckedExplicit" } conversion)
        {
            text.Append('~');
            Append(text, conversion.ReturnType);
        }

        return text.ToString();
    }

    private static MethodBase Definition(MethodBase method)
    {
        var type = method.DeclaringType!;
        if (method is MethodInfo { IsGenericMethod: true } generic)
        {
            method = generic.GetGenericMethodDefinition();
        }

        return type.IsConstructedGenericType
            ? MethodBase.GetMethodFromHandle(method.MethodHandle, type.GetGenericTypeDefinition().TypeHandle)!
            : method;
    }

    private static void Append(StringBuilder text, Type type)
    {
        if (type.IsByRef)
        {
            Append(text, type.GetElementType()!);
            text.Append('@');
        }
        else if (type.IsPointer)
        {
            Append(text, type.GetElementType()!);
            text.Append('*');
        }
        else if (type.IsFunctionPointer)
        {
            text.Append("=FUNC:");
        }
        else if (type.IsArray)
        {
            Append(text, type.GetElementType()!);
            text.Append('[').AppendJoin(',', type.IsSZArray ? [""] : Enumerable.Repeat("0:", type.GetArrayRank())).Append(']');
        }
        else if (type.IsGenericMethodParameter)
        {
            text.Append("``").Append(type.GenericParameterPosition);
        }
        else if (type.IsGenericParameter)
        {
            text.Append('`').Append(type.GenericParameterPosition);
        }
        else
        {
            AppendNamed(text, type, type.GetGenericArguments());
        }
    }

    // Arguments stand behind the type of the nesting that declares them.
    private static void AppendNamed(StringBuilder text, Type type, Type[] arguments)
    {
        var outer = 0;
        if (type.DeclaringType is { } around)
        {
            AppendNamed(text, around, arguments);
            text.Append('.');
            outer = around.GetGenericArguments().Length;
        }
        else if (type.Namespace is { Length: > 0 } space)
        {
            text.Append(space).Append('.');
        }

        var tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        text.Append(tick < 0 ? type.Name : type.Name[..tick]);
        var own = type.GetGenericArguments().Length;
        if (own > outer)
        {
            text.Append('{');
            for (var i = outer; i < own; i++)
            {
                if (i > outer)
                {
                    text.Append(',');
                }

                Append(text, arguments[i]);
            }

            text.Append('}');
        }
    }
}
