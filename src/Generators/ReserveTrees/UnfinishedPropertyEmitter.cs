// Writes placeholders for the properties of refused trees.
namespace MemallocKit.Generators;

/// <summary>
/// A partial property without its other half is an error (CS9248) after which the compiler runs no analyzers: the build would never show
/// what is wrong with the declaration. The placeholders throw, and no build that has them succeeds.
/// </summary>
internal static class UnfinishedPropertyEmitter
{
    public const string HintName = "MemallocKit.Unfinished.g.cs";

    private const string Refuse = "throw new global::System.InvalidOperationException(\"The declaration of this reserve has an error.\");";

    public static string Emit(IEnumerable<UnfinishedProperty> properties)
    {
        var writer = new CodeWriter();
        EmittedCode.Header(writer);
        foreach (var property in properties)
        {
            writer.Blank();
            var blocks = EmittedCode.OpenBlocks(writer, property.Place);

            // Rules on the property itself skip what is marked as generated, and outside a tree there is one.
            if (property.IsInTree)
                writer.Line(EmittedCode.Attribute);
            writer.Open(property.Declaration);
            foreach (var accessor in property.Accessors)
                writer.Line($"{accessor} => {Refuse}");
            for (var block = 0; block <= blocks; block++)
                writer.Close();
        }

        return writer.ToString();
    }
}
