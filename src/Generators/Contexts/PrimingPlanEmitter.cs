// Writes down what priming a context takes.
using MemallocKit.Declarations;

namespace MemallocKit.Generators;

/// <summary>A class of its own inside the context, so that entering does not wait for what only priming needs.</summary>
internal static class PrimingPlanEmitter
{
    private const string Priming = "global::MemallocKit.Generated.ContextPriming";
    private const string NoName = "generated code cannot name a type with 'file', or one that is obsolete as an error; call its members from a method with [MemallocPrime]";

    public static void Emit(CodeWriter writer, ContextFile file)
    {
        var context = file.Context.Type.Identifier;
        string[] steps = [.. file.Covered.SelectMany(Covering), .. file.Methods.SelectMany(method => Running(method, context))];
        writer.Blank();
        writer.Line(EmittedCode.Attribute);
        writer.Open("private static class PrimingPlan");
        writer.Line($"internal static readonly {Priming} Value =");
        writer.Line($"    new {Priming}(typeof({context}), s_mayCharge){(steps.Length == 0 ? ";" : "")}");
        for (var step = 0; step < steps.Length; step++)
            writer.Line($"        {steps[step]}{(step == steps.Length - 1 ? ";" : "")}");
        writer.Close();
    }

    private static IEnumerable<string> Covering(CoveredType type)
    {
        yield return type.Expression.Length > 0
            ? $".Cover(typeof({type.Expression}))"
            : $".Skip({EmittedCode.Literal(type.Name)}, {EmittedCode.Literal(NoName)})";
    }

    private static IEnumerable<string> Running(PrimeMethodModel method, string context)
    {
        var name = EmittedCode.Literal(method.FullName);
        if (method.Argument == ContextArgument.None)
        {
            yield return $".Run({name}, static () => {method.Expression}())";
            yield break;
        }

        yield return $".Run({name}, static () =>";
        yield return "{";
        yield return $"    using var memalloc = {context}.Enter();";
        yield return $"    {method.Expression}({(method.Argument == ContextArgument.ByReference ? "in " : "")}memalloc);";
        yield return "})";
    }
}
