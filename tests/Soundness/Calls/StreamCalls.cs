// Streams, readers and writers, files, paths, pipes.
using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using static MemallocKit.Soundness.Calls.Data;

namespace MemallocKit.Soundness.Calls;

internal static class StreamCalls
{
    private static readonly MemoryStream s_memory = new();
    private static readonly MemoryStream s_lines = new(Encoding.UTF8.GetBytes("first\nsecond\nthird\n"));
    private static readonly BufferedStream s_buffered = new(new MemoryStream(new byte[4096]));
    private static readonly BinaryReader s_binaryReader = new(new MemoryStream(new byte[4096]));
    private static readonly BinaryWriter s_binaryWriter = new(new MemoryStream(new byte[4096]));
    private static readonly StreamReader s_reader = new(s_lines);
    private static readonly StreamWriter s_writer = new(System.IO.Stream.Null, new UTF8Encoding(false), 1024);
    private static readonly StringWriter s_text = new(new StringBuilder(4096), System.Globalization.CultureInfo.InvariantCulture);
    private static readonly StringReader s_words = new(Words);
    private static readonly Stream s_locked = System.IO.Stream.Synchronized(new MemoryStream(new byte[4096]));
    private static readonly Pipe s_pipe = new(new PipeOptions(useSynchronizationContext: false));
    private static readonly string s_folder = Path.GetDirectoryName(typeof(Data).Assembly.Location)!;
    private static readonly ReadOnlyMemory<byte>[] s_parts = [Bytes, Utf8Number];

    public static void MemoryWrite()
    {
        s_memory.SetLength(0);
        s_memory.Write(Bytes);
    }

    public static void MemoryRead()
    {
        s_lines.Position = 0;
        Sink.Int = s_lines.Read(OtherBytes.AsSpan());
    }

    public static void MemoryReadExactly()
    {
        s_lines.Position = 0;
        s_lines.ReadExactly(OtherBytes, 0, 5);
    }

    public static void MemoryReadAtLeast()
    {
        s_lines.Position = 0;
        Sink.Int = s_lines.ReadAtLeast(OtherBytes, 5, throwOnEndOfStream: false);
    }

    public static void MemoryWriteByte()
    {
        s_memory.Position = 0;
        s_memory.WriteByte(7);
    }

    public static void MemoryGetBuffer() => Sink.Bool = s_memory.TryGetBuffer(out _);
    public static void MemoryLength() => Sink.Long = s_lines.Length;
    public static void MemoryWriteTo() => s_lines.WriteTo(System.IO.Stream.Null);
    public static void MemoryCopyTo() => s_lines.CopyTo(System.IO.Stream.Null);
    public static void MemoryFlush() => s_lines.Flush();
    public static void MemoryWriteAsync() => Sink.Bool = WriteAgain(s_memory).IsCompleted;
    public static void MemoryNew() => Sink.Object = new MemoryStream();
    public static void NullWrite() => System.IO.Stream.Null.Write(Bytes, 0, 10);
    public static void NullRead() => Sink.Int = System.IO.Stream.Null.Read(OtherBytes.AsSpan());
    public static void BufferedCycle()
    {
        s_buffered.Position = 0;
        s_buffered.Write(Utf8Number, 0, 5);
        s_buffered.Flush();
    }

    public static void BufferedReadByte()
    {
        s_buffered.Position = 0;
        Sink.Int = s_buffered.ReadByte();
    }

    public static void LockedWrite()
    {
        s_locked.Position = 0;
        s_locked.Write(Bytes, 0, 10);
    }

    public static void BinaryReadNumbers()
    {
        s_binaryReader.BaseStream.Position = 0;
        Sink.Int = s_binaryReader.ReadInt32() + s_binaryReader.ReadByte();
        Sink.Long = s_binaryReader.ReadInt64();
        Sink.Double = s_binaryReader.ReadDouble();
    }

    public static void BinaryRead7Bits()
    {
        s_binaryReader.BaseStream.Position = 0;
        Sink.Int = s_binaryReader.Read7BitEncodedInt();
    }

    public static void BinaryReadBytes()
    {
        s_binaryReader.BaseStream.Position = 0;
        Sink.Object = s_binaryReader.ReadBytes(10);
    }

    public static void BinaryReadEmptyText()
    {
        s_binaryReader.BaseStream.Position = 0;
        Sink.Object = s_binaryReader.ReadString();
    }

    public static void BinaryWrite()
    {
        s_binaryWriter.Seek(0, SeekOrigin.Begin);
        s_binaryWriter.Write(77);
        s_binaryWriter.Write(7.5);
        s_binaryWriter.Write((byte)7);
        s_binaryWriter.Write(Bytes);
        s_binaryWriter.Write7BitEncodedInt(777);
        s_binaryWriter.Flush();
    }

    public static void BinaryWriteText()
    {
        s_binaryWriter.Seek(0, SeekOrigin.Begin);
        s_binaryWriter.Write(Words);
    }

    public static void ReaderRead()
    {
        s_lines.Position = 0;
        s_reader.DiscardBufferedData();
        Sink.Int = s_reader.Read(Chars.AsSpan()) + s_reader.Peek();
    }

    public static void ReaderReadLine()
    {
        s_lines.Position = 0;
        s_reader.DiscardBufferedData();
        Sink.Object = s_reader.ReadLine();
    }

    public static void WriterWrite()
    {
        s_writer.Write(Words);
        s_writer.Write('x');
        s_writer.WriteLine(Words.AsSpan());
        s_writer.Flush();
    }

    public static void WriterWriteNumber() => s_writer.Write(77777);
    public static void TextWrite()
    {
        s_text.GetStringBuilder().Clear();
        s_text.Write(Words);
        s_text.Write('x');
    }

    public static void TextRead() => Sink.Int = s_words.Read(Chars.AsSpan()) + s_words.Peek();
    public static void NullTextWrite() => TextWriter.Null.WriteLine(Words);
    public static void FileStreamWrite()
    {
        Data.File.Position = 0;
        Data.File.Write(Bytes, 0, 100);
        Data.File.Flush();
    }

    public static void FileStreamRead()
    {
        Data.File.Position = 0;
        Sink.Int = Data.File.Read(OtherBytes, 0, 100);
    }

    public static void FileStreamWriteByte()
    {
        Data.File.Position = 0;
        Data.File.WriteByte(7);
        Data.File.Flush();
    }

    public static void FileStreamSeek() => Sink.Long = Data.File.Seek(0, SeekOrigin.End);
    public static void FileStreamLock() => Sink.Bool = Data.File.CanSeek && Data.File.CanWrite;
    public static void FileWriteParts() => RandomAccess.Write(FileHandle, s_parts, 0);
    public static void FileSetLength() => RandomAccess.SetLength(FileHandle, 1000);
    public static void FileFlush() => RandomAccess.FlushToDisk(FileHandle);
    public static void FileHandleState() => Sink.Bool = FileHandle.IsInvalid || FileHandle.IsClosed || FileHandle.IsAsync;
    public static void FileReadAll() => Sink.Object = System.IO.File.ReadAllBytes(typeof(Data).Assembly.Location);
    public static void FileWriteTime() => Sink.Time = System.IO.File.GetLastWriteTimeUtc(s_folder);
    public static void DirectoryExists() => Sink.Bool = Directory.Exists(s_folder);
    public static void DirectoryFiles() => Sink.Object = Directory.GetFiles(s_folder, "*.nothing");
    public static void PathCombine() => Sink.Object = Path.Combine(s_folder, Number);
    public static void PathIsRooted() => Sink.Bool = Path.IsPathFullyQualified(s_folder);
    public static void PathFolderSpan() => Sink.Int = Path.GetDirectoryName(s_folder.AsSpan()).Length;
    public static void PathFileSpan() => Sink.Int = Path.GetFileNameWithoutExtension(s_folder.AsSpan()).Length;
    public static void PathHasExtension() => Sink.Bool = Path.HasExtension(s_folder);
    public static void PathFull() => Sink.Object = Path.GetFullPath("a/../b");
    public static void PathFullAlready() => Sink.Object = Path.GetFullPath(s_folder);
    public static void PathEndsInSeparator() => Sink.Bool = Path.EndsInDirectorySeparator(s_folder);
    public static void PathTemporary() => Sink.Object = Path.GetTempPath();
    public static void PipeCycle()
    {
        s_pipe.Writer.GetSpan(10)[0] = 7;
        s_pipe.Writer.Advance(10);
        Sink.Bool = s_pipe.Writer.FlushAsync().IsCompletedSuccessfully;
        if (s_pipe.Reader.TryRead(out var result))
        {
            s_pipe.Reader.AdvanceTo(result.Buffer.End);
        }
    }

    private static ValueTask WriteAgain(MemoryStream stream)
    {
        stream.Position = 0;
        return stream.WriteAsync(Bytes);
    }
}
