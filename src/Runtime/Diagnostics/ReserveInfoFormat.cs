// The forms of a report.
namespace MemallocKit;

/// <summary>The form of a report by <see cref="ReserveInfo"/>. All are UTF-8 and end with a line feed.</summary>
public enum ReserveInfoFormat
{
    /// <summary>For people: a line a node, indented, with its size and <c>(usage/limit)</c>.</summary>
    Text = 0,

    /// <summary>
    /// For scripts: the header <c>id parent name unit pages usage limit peak connected</c>, then a line a node, fields separated by
    /// one tab. In names, backslash, tab, line feed and other control characters are escaped as in JSON (<c>\\</c>, <c>\t</c>, <c>\n</c>,
    /// <c>\r</c>, <c>\u0001</c>). Fields keep their order; later versions may add some at the end.
    /// </summary>
    Lines,

    /// <summary>
    /// For programs: <c>{"reserves":[{"id":2,"parent":1,"name":"…","unit":"page","pages":8,"usage":0,"limit":8,"peak":0,"connected":true}]}</c>
    /// by RFC 8259; parents come before children, and a root's <c>parent</c> is <c>null</c>. Amounts can exceed 2^53.
    /// </summary>
    Json,
}
