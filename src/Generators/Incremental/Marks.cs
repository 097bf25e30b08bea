// The attributes that make a declaration one of ours.
namespace MemallocKit.Generators;

/// <summary>Which of our attributes a declaration seems to have: by the attribute's name as written, before anything is bound.</summary>
[Flags]
internal enum Marks
{
    None = 0,
    Tree = 1,
    Node = 2,
    Context = 4,
    Memalloc = 8,
    Prime = 16,

    /// <summary>Marks of which more than the signature counts: amounts, modifiers as written, documentation.</summary>
    Declarations = Tree | Node | Context,
}
