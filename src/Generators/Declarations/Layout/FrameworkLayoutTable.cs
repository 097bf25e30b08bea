// Layouts of the framework's structs: data, made by tests/FrameworkLayouts.
// Made from version 10.0.12 of
//   Microsoft.NETCore.App.Runtime.linux-x64
//   Microsoft.NETCore.App.Runtime.win-x64
//   Microsoft.NETCore.App.Runtime.linux-arm64
//   Microsoft.NETCore.App.Runtime.osx-arm64
//   Microsoft.NETCore.App.Runtime.NativeAOT.linux-x64
//   Microsoft.NETCore.App.Runtime.NativeAOT.win-x64
//   Microsoft.NETCore.App.Runtime.NativeAOT.linux-arm64
// Left out, since these differ or depend on the processor:
//   System.Numerics.Vector`1
//   System.Runtime.InteropServices.CLong
//   System.Runtime.InteropServices.CULong
//   System.Runtime.InteropServices.Marshalling.IIUnknownCacheStrategy+TableInfo
//   System.RuntimeFieldHandle
//   System.RuntimeMethodHandle
//   System.RuntimeTypeHandle
namespace MemallocKit.Declarations;

/// <summary>One struct a line, sorted: its name in metadata, and what <see cref="FrameworkShape"/> reads.</summary>
internal static class FrameworkLayoutTable
{
    /// <summary>The major version of the framework that the table holds for.</summary>
    public const int Major = 10;

    /// <summary>Structs that are laid out alike on every system and processor of 64 bits.</summary>
    public const string Text =
        """
        Microsoft.VisualBasic.SpcInfo 2:2
        Microsoft.VisualBasic.TabInfo 2:2
        System.ArraySegment`1 16:8r
        System.ArraySegment`1+Enumerator 24:8r
        System.Buffers.MemoryHandle 24:8r
        System.Buffers.ReadOnlySequence`1 24:8r
        System.Buffers.ReadOnlySequence`1+Enumerator 56:8r
        System.Buffers.StandardFormat 2:1
        System.Collections.Concurrent.ConcurrentDictionary`2+AlternateLookup`1 8:8r
        System.Collections.DictionaryEntry 16:8r
        System.Collections.Frozen.FrozenDictionary`2+AlternateLookup`1 16:8r
        System.Collections.Frozen.FrozenDictionary`2+Enumerator 24:8r
        System.Collections.Frozen.FrozenSet`1+AlternateLookup`1 16:8r
        System.Collections.Frozen.FrozenSet`1+Enumerator 16:8r
        System.Collections.Generic.Dictionary`2+AlternateLookup`1 8:8r
        System.Collections.Generic.Dictionary`2+Enumerator {sequential ref 4 4 {sequential !0 !1} 4}
        System.Collections.Generic.Dictionary`2+KeyCollection+Enumerator {sequential ref 4 4 !0}
        System.Collections.Generic.Dictionary`2+ValueCollection+Enumerator {sequential ref 4 4 !1}
        System.Collections.Generic.HashSet`1+AlternateLookup`1 8:8r
        System.Collections.Generic.HashSet`1+Enumerator {sequential ref 4 4 !0}
        System.Collections.Generic.KeyValuePair`2 {sequential !0 !1}
        System.Collections.Generic.LinkedList`1+Enumerator {sequential ref ref 4 !0 4}
        System.Collections.Generic.List`1+Enumerator {sequential ref 4 4 !0}
        System.Collections.Generic.OrderedDictionary`2+Enumerator {auto ref 4 1 4 {sequential !0 !1}}
        System.Collections.Generic.OrderedDictionary`2+KeyCollection+Enumerator {sequential {auto ref 4 1 4 {sequential !0 !1}}}
        System.Collections.Generic.OrderedDictionary`2+ValueCollection+Enumerator {sequential {auto ref 4 1 4 {sequential !0 !1}}}
        System.Collections.Generic.PriorityQueue`2+UnorderedItemsCollection+Enumerator {sequential ref 4 4 {auto !0 !1}}
        System.Collections.Generic.Queue`1+Enumerator {sequential ref 4 4 !0}
        System.Collections.Generic.SortedDictionary`2+Enumerator 40:8r
        System.Collections.Generic.SortedDictionary`2+KeyCollection+Enumerator 40:8r
        System.Collections.Generic.SortedDictionary`2+ValueCollection+Enumerator 40:8r
        System.Collections.Generic.SortedSet`1+Enumerator 32:8r
        System.Collections.Generic.Stack`1+Enumerator {sequential ref 4 4 !0}
        System.Collections.Immutable.ImmutableArray`1 8:8r
        System.Collections.Immutable.ImmutableArray`1+Enumerator 16:8r
        System.Collections.Immutable.ImmutableDictionary`2+Enumerator {sequential ref 32:8r {sequential {sequential {sequential !0 !1} ref} 4 56:8r} 4}
        System.Collections.Immutable.ImmutableHashSet`1+Enumerator {sequential ref 32:8r {sequential {sequential !0 ref} 1 4 56:8r} 4}
        System.Collections.Immutable.ImmutableList`1+Enumerator 56:8r
        System.Collections.Immutable.ImmutableQueue`1+Enumerator 24:8r
        System.Collections.Immutable.ImmutableSortedDictionary`2+Enumerator 40:8r
        System.Collections.Immutable.ImmutableSortedSet`1+Enumerator 48:8r
        System.Collections.Immutable.ImmutableStack`1+Enumerator 16:8r
        System.Collections.Specialized.BitVector32 4:4
        System.Collections.Specialized.BitVector32+Section 4:2
        System.ComponentModel.Design.Serialization.MemberRelationship 16:8r
        System.ConsoleKeyInfo 12:4
        System.Data.SqlTypes.SqlBinary 8:8r
        System.Data.SqlTypes.SqlBoolean 1:1
        System.Data.SqlTypes.SqlByte 2:1
        System.Data.SqlTypes.SqlDateTime 12:4
        System.Data.SqlTypes.SqlDecimal 20:4
        System.Data.SqlTypes.SqlDouble 16:8
        System.Data.SqlTypes.SqlGuid 20:4
        System.Data.SqlTypes.SqlInt16 4:2
        System.Data.SqlTypes.SqlInt32 8:4
        System.Data.SqlTypes.SqlInt64 16:8
        System.Data.SqlTypes.SqlMoney 16:8
        System.Data.SqlTypes.SqlSingle 8:4
        System.Data.SqlTypes.SqlString 32:8r
        System.DateOnly 4:4
        System.DateTime 8:8
        System.DateTimeOffset 16:8
        System.Decimal 16:8
        System.Delegate+InvocationListEnumerator`1 {sequential ref 4 !0}
        System.Diagnostics.Activity+Enumerator`1 16:8r
        System.Diagnostics.ActivityChangedEventArgs 16:8r
        System.Diagnostics.ActivityContext 32:8r
        System.Diagnostics.ActivityCreationOptions`1 {sequential ref 32:8r ref ref ref 4 !0 ref ref 4}
        System.Diagnostics.ActivityEvent 32:8r
        System.Diagnostics.ActivityLink 40:8r
        System.Diagnostics.ActivitySpanId 8:8r
        System.Diagnostics.ActivityTagsCollection+Enumerator 32:8r
        System.Diagnostics.ActivityTraceId 8:8r
        System.Diagnostics.Debug+AssertInterpolatedStringHandler 24:8r
        System.Diagnostics.Debug+WriteIfInterpolatedStringHandler 24:8r
        System.Diagnostics.Metrics.Measurement`1 {sequential ref !0}
        System.Diagnostics.SymbolStore.SymbolToken 4:4
        System.Diagnostics.TagList 144:8r
        System.Diagnostics.TagList+Enumerator 152:8r
        System.Diagnostics.Tracing.EventSource+EventSourcePrimitive 8:8r
        System.Diagnostics.Tracing.EventSourceOptions 24:8
        System.Drawing.Color 24:8r
        System.Drawing.Point 8:4
        System.Drawing.PointF 8:4
        System.Drawing.Rectangle 16:4
        System.Drawing.RectangleF 16:4
        System.Drawing.Size 8:4
        System.Drawing.SizeF 8:4
        System.Environment+ProcessCpuUsage 16:8
        System.Formats.Asn1.Asn1Tag 8:4
        System.Formats.Asn1.AsnReaderOptions 4:2
        System.Formats.Asn1.AsnWriter+Scope 32:8r
        System.GCGenerationInfo 32:8
        System.GCMemoryInfo 8:8r
        System.Guid 16:4
        System.Half 2:2
        System.HashCode 32:4
        System.IO.Compression.BrotliDecoder 16:8r
        System.IO.Compression.BrotliEncoder 16:8r
        System.IO.Pipelines.FlushResult 1:1
        System.IO.Pipelines.ReadResult 32:8r
        System.IO.WaitForChangedResult 24:8r
        System.Index 4:4
        System.Int128 16:16
        System.Memory`1 16:8r
        System.ModuleHandle 8:8r
        System.Net.Http.Headers.HeaderStringValues 16:8r
        System.Net.Http.Headers.HeaderStringValues+Enumerator 24:8r
        System.Net.Http.Headers.HttpHeadersNonValidated 8:8r
        System.Net.Http.Headers.HttpHeadersNonValidated+Enumerator 40:8r
        System.Net.Http.HttpRequestOptionsKey`1 8:8r
        System.Net.IPNetwork 16:8r
        System.Net.Quic.QuicStreamCapacityChangedArgs 8:4
        System.Net.Security.SslApplicationProtocol 8:8r
        System.Net.Security.SslClientHelloInfo 16:8r
        System.Net.ServerSentEvents.SseItem`1 {sequential ref ref 16:8 !0}
        System.Net.Sockets.IPPacketInformation 16:8r
        System.Net.Sockets.SocketInformation 16:8r
        System.Net.Sockets.SocketReceiveFromResult 16:8r
        System.Net.Sockets.SocketReceiveMessageFromResult 32:8r
        System.Net.Sockets.UdpReceiveResult 16:8r
        System.Net.WebSockets.ValueWebSocketReceiveResult 8:4
        System.Nullable`1 {sequential 1 !0}
        System.Numerics.BigInteger 16:8r
        System.Numerics.Complex 16:8
        System.Numerics.Matrix3x2 24:4
        System.Numerics.Matrix4x4 64:4
        System.Numerics.Plane 16:4
        System.Numerics.Quaternion 16:4
        System.Numerics.TotalOrderIeee754Comparer`1 1:1
        System.Numerics.Vector2 8:4
        System.Numerics.Vector3 12:4
        System.Numerics.Vector4 16:4
        System.Range 8:4
        System.ReadOnlyMemory`1 16:8r
        System.Reflection.CustomAttributeNamedArgument 24:8r
        System.Reflection.CustomAttributeTypedArgument 16:8r
        System.Reflection.Emit.Label 4:4
        System.Reflection.Emit.OpCode 8:4
        System.Reflection.InterfaceMapping 32:8r
        System.Reflection.Metadata.ArrayShape 24:8r
        System.Reflection.Metadata.AssemblyDefinition 8:8r
        System.Reflection.Metadata.AssemblyDefinitionHandle 4:4
        System.Reflection.Metadata.AssemblyFile 16:8r
        System.Reflection.Metadata.AssemblyFileHandle 4:4
        System.Reflection.Metadata.AssemblyFileHandleCollection 4:4
        System.Reflection.Metadata.AssemblyFileHandleCollection+Enumerator 8:4
        System.Reflection.Metadata.AssemblyReference 16:8r
        System.Reflection.Metadata.AssemblyReferenceHandle 4:4
        System.Reflection.Metadata.AssemblyReferenceHandleCollection 8:8r
        System.Reflection.Metadata.AssemblyReferenceHandleCollection+Enumerator 16:8r
        System.Reflection.Metadata.Blob 16:8r
        System.Reflection.Metadata.BlobBuilder+Blobs 24:8r
        System.Reflection.Metadata.BlobContentId 20:4
        System.Reflection.Metadata.BlobHandle 4:4
        System.Reflection.Metadata.BlobReader 32:8
        System.Reflection.Metadata.BlobWriter 24:8r
        System.Reflection.Metadata.Constant 16:8r
        System.Reflection.Metadata.ConstantHandle 4:4
        System.Reflection.Metadata.CustomAttribute 16:8r
        System.Reflection.Metadata.CustomAttributeHandle 4:4
        System.Reflection.Metadata.CustomAttributeHandleCollection 16:8r
        System.Reflection.Metadata.CustomAttributeHandleCollection+Enumerator 16:8r
        System.Reflection.Metadata.CustomAttributeNamedArgument`1 {sequential ref 1 !0 ref}
        System.Reflection.Metadata.CustomAttributeTypedArgument`1 {sequential !0 ref}
        System.Reflection.Metadata.CustomAttributeValue`1 16:8r
        System.Reflection.Metadata.CustomDebugInformation 16:8r
        System.Reflection.Metadata.CustomDebugInformationHandle 4:4
        System.Reflection.Metadata.CustomDebugInformationHandleCollection 16:8r
        System.Reflection.Metadata.CustomDebugInformationHandleCollection+Enumerator 16:8r
        System.Reflection.Metadata.DeclarativeSecurityAttribute 16:8r
        System.Reflection.Metadata.DeclarativeSecurityAttributeHandle 4:4
        System.Reflection.Metadata.DeclarativeSecurityAttributeHandleCollection 16:8r
        System.Reflection.Metadata.DeclarativeSecurityAttributeHandleCollection+Enumerator 16:8r
        System.Reflection.Metadata.Document 16:8r
        System.Reflection.Metadata.DocumentHandle 4:4
        System.Reflection.Metadata.DocumentHandleCollection 16:8r
        System.Reflection.Metadata.DocumentHandleCollection+Enumerator 16:8r
        System.Reflection.Metadata.DocumentNameBlobHandle 4:4
        System.Reflection.Metadata.Ecma335.ArrayShapeEncoder 8:8r
        System.Reflection.Metadata.Ecma335.BlobEncoder 8:8r
        System.Reflection.Metadata.Ecma335.CustomAttributeArrayTypeEncoder 8:8r
        System.Reflection.Metadata.Ecma335.CustomAttributeElementTypeEncoder 8:8r
        System.Reflection.Metadata.Ecma335.CustomAttributeNamedArgumentsEncoder 8:8r
        System.Reflection.Metadata.Ecma335.CustomModifiersEncoder 8:8r
        System.Reflection.Metadata.Ecma335.EditAndContinueLogEntry 8:4
        System.Reflection.Metadata.Ecma335.ExceptionRegionEncoder 16:8r
        System.Reflection.Metadata.Ecma335.FieldTypeEncoder 8:8r
        System.Reflection.Metadata.Ecma335.FixedArgumentsEncoder 8:8r
        System.Reflection.Metadata.Ecma335.GenericTypeArgumentsEncoder 8:8r
        System.Reflection.Metadata.Ecma335.InstructionEncoder 16:8r
        System.Reflection.Metadata.Ecma335.LabelHandle 4:4
        System.Reflection.Metadata.Ecma335.LiteralEncoder 8:8r
        System.Reflection.Metadata.Ecma335.LiteralsEncoder 8:8r
        System.Reflection.Metadata.Ecma335.LocalVariableTypeEncoder 8:8r
        System.Reflection.Metadata.Ecma335.LocalVariablesEncoder 8:8r
        System.Reflection.Metadata.Ecma335.MethodBodyStreamEncoder 8:8r
        System.Reflection.Metadata.Ecma335.MethodBodyStreamEncoder+MethodBody 40:8r
        System.Reflection.Metadata.Ecma335.MethodSignatureEncoder 16:8r
        System.Reflection.Metadata.Ecma335.NameEncoder 8:8r
        System.Reflection.Metadata.Ecma335.NamedArgumentTypeEncoder 8:8r
        System.Reflection.Metadata.Ecma335.NamedArgumentsEncoder 8:8r
        System.Reflection.Metadata.Ecma335.ParameterTypeEncoder 8:8r
        System.Reflection.Metadata.Ecma335.ParametersEncoder 16:8r
        System.Reflection.Metadata.Ecma335.PermissionSetEncoder 8:8r
        System.Reflection.Metadata.Ecma335.ReturnTypeEncoder 8:8r
        System.Reflection.Metadata.Ecma335.ScalarEncoder 8:8r
        System.Reflection.Metadata.Ecma335.SignatureDecoder`2 {sequential ref ref !1}
        System.Reflection.Metadata.Ecma335.SignatureTypeEncoder 8:8r
        System.Reflection.Metadata.Ecma335.SwitchInstructionEncoder 24:8r
        System.Reflection.Metadata.Ecma335.VectorEncoder 8:8r
        System.Reflection.Metadata.EntityHandle 4:4
        System.Reflection.Metadata.EventAccessors 24:8r
        System.Reflection.Metadata.EventDefinition 16:8r
        System.Reflection.Metadata.EventDefinitionHandle 4:4
        System.Reflection.Metadata.EventDefinitionHandleCollection 16:8r
        System.Reflection.Metadata.EventDefinitionHandleCollection+Enumerator 16:8r
        System.Reflection.Metadata.ExceptionRegion 24:4
        System.Reflection.Metadata.ExportedType 16:8r
        System.Reflection.Metadata.ExportedTypeHandle 4:4
        System.Reflection.Metadata.ExportedTypeHandleCollection 4:4
        System.Reflection.Metadata.ExportedTypeHandleCollection+Enumerator 8:4
        System.Reflection.Metadata.FieldDefinition 16:8r
        System.Reflection.Metadata.FieldDefinitionHandle 4:4
        System.Reflection.Metadata.FieldDefinitionHandleCollection 16:8r
        System.Reflection.Metadata.FieldDefinitionHandleCollection+Enumerator 16:8r
        System.Reflection.Metadata.GenericParameter 16:8r
        System.Reflection.Metadata.GenericParameterConstraint 16:8r
        System.Reflection.Metadata.GenericParameterConstraintHandle 4:4
        System.Reflection.Metadata.GenericParameterConstraintHandleCollection 8:4
        System.Reflection.Metadata.GenericParameterConstraintHandleCollection+Enumerator 8:4
        System.Reflection.Metadata.GenericParameterHandle 4:4
        System.Reflection.Metadata.GenericParameterHandleCollection 8:4
        System.Reflection.Metadata.GenericParameterHandleCollection+Enumerator 8:4
        System.Reflection.Metadata.GuidHandle 4:4
        System.Reflection.Metadata.Handle 8:4
        System.Reflection.Metadata.ImportDefinition 20:4
        System.Reflection.Metadata.ImportDefinitionCollection 16:8
        System.Reflection.Metadata.ImportDefinitionCollection+Enumerator 56:8
        System.Reflection.Metadata.ImportScope 16:8r
        System.Reflection.Metadata.ImportScopeCollection 16:8r
        System.Reflection.Metadata.ImportScopeCollection+Enumerator 16:8r
        System.Reflection.Metadata.ImportScopeHandle 4:4
        System.Reflection.Metadata.InterfaceImplementation 16:8r
        System.Reflection.Metadata.InterfaceImplementationHandle 4:4
        System.Reflection.Metadata.InterfaceImplementationHandleCollection 16:8r
        System.Reflection.Metadata.InterfaceImplementationHandleCollection+Enumerator 16:8r
        System.Reflection.Metadata.LocalConstant 16:8r
        System.Reflection.Metadata.LocalConstantHandle 4:4
        System.Reflection.Metadata.LocalConstantHandleCollection 16:8r
        System.Reflection.Metadata.LocalConstantHandleCollection+Enumerator 16:8r
        System.Reflection.Metadata.LocalScope 16:8r
        System.Reflection.Metadata.LocalScopeHandle 4:4
        System.Reflection.Metadata.LocalScopeHandleCollection 16:8r
        System.Reflection.Metadata.LocalScopeHandleCollection+ChildrenEnumerator 24:8r
        System.Reflection.Metadata.LocalScopeHandleCollection+Enumerator 16:8r
        System.Reflection.Metadata.LocalVariable 16:8r
        System.Reflection.Metadata.LocalVariableHandle 4:4
        System.Reflection.Metadata.LocalVariableHandleCollection 16:8r
        System.Reflection.Metadata.LocalVariableHandleCollection+Enumerator 16:8r
        System.Reflection.Metadata.ManifestResource 16:8r
        System.Reflection.Metadata.ManifestResourceHandle 4:4
        System.Reflection.Metadata.ManifestResourceHandleCollection 4:4
        System.Reflection.Metadata.ManifestResourceHandleCollection+Enumerator 8:4
        System.Reflection.Metadata.MemberReference 16:8r
        System.Reflection.Metadata.MemberReferenceHandle 4:4
        System.Reflection.Metadata.MemberReferenceHandleCollection 4:4
        System.Reflection.Metadata.MemberReferenceHandleCollection+Enumerator 8:4
        System.Reflection.Metadata.MetadataStringComparer 8:8r
        System.Reflection.Metadata.MethodDebugInformation 16:8r
        System.Reflection.Metadata.MethodDebugInformationHandle 4:4
        System.Reflection.Metadata.MethodDebugInformationHandleCollection 16:8r
        System.Reflection.Metadata.MethodDebugInformationHandleCollection+Enumerator 16:8r
        System.Reflection.Metadata.MethodDefinition 16:8r
        System.Reflection.Metadata.MethodDefinitionHandle 4:4
        System.Reflection.Metadata.MethodDefinitionHandleCollection 16:8r
        System.Reflection.Metadata.MethodDefinitionHandleCollection+Enumerator 16:8r
        System.Reflection.Metadata.MethodImplementation 16:8r
        System.Reflection.Metadata.MethodImplementationHandle 4:4
        System.Reflection.Metadata.MethodImplementationHandleCollection 8:4
        System.Reflection.Metadata.MethodImplementationHandleCollection+Enumerator 8:4
        System.Reflection.Metadata.MethodImport 12:4
        System.Reflection.Metadata.MethodSignature`1 {sequential 1:1 !0 4 4 8:8r}
        System.Reflection.Metadata.MethodSpecification 16:8r
        System.Reflection.Metadata.MethodSpecificationHandle 4:4
        System.Reflection.Metadata.ModuleDefinition 8:8r
        System.Reflection.Metadata.ModuleDefinitionHandle 4:4
        System.Reflection.Metadata.ModuleReference 16:8r
        System.Reflection.Metadata.ModuleReferenceHandle 4:4
        System.Reflection.Metadata.NamespaceDefinition 8:8r
        System.Reflection.Metadata.NamespaceDefinitionHandle 4:4
        System.Reflection.Metadata.Parameter 16:8r
        System.Reflection.Metadata.ParameterHandle 4:4
        System.Reflection.Metadata.ParameterHandleCollection 16:8r
        System.Reflection.Metadata.ParameterHandleCollection+Enumerator 16:8r
        System.Reflection.Metadata.PropertyAccessors 16:8r
        System.Reflection.Metadata.PropertyDefinition 16:8r
        System.Reflection.Metadata.PropertyDefinitionHandle 4:4
        System.Reflection.Metadata.PropertyDefinitionHandleCollection 16:8r
        System.Reflection.Metadata.PropertyDefinitionHandleCollection+Enumerator 16:8r
        System.Reflection.Metadata.ReservedBlob`1 {sequential !0 16:8r}
        System.Reflection.Metadata.SequencePoint 24:4
        System.Reflection.Metadata.SequencePointCollection 24:8
        System.Reflection.Metadata.SequencePointCollection+Enumerator 64:8
        System.Reflection.Metadata.SignatureHeader 1:1
        System.Reflection.Metadata.StandaloneSignature 16:8r
        System.Reflection.Metadata.StandaloneSignatureHandle 4:4
        System.Reflection.Metadata.StringHandle 4:4
        System.Reflection.Metadata.TypeDefinition 16:8r
        System.Reflection.Metadata.TypeDefinitionHandle 4:4
        System.Reflection.Metadata.TypeDefinitionHandleCollection 4:4
        System.Reflection.Metadata.TypeDefinitionHandleCollection+Enumerator 8:4
        System.Reflection.Metadata.TypeLayout 8:4
        System.Reflection.Metadata.TypeReference 16:8r
        System.Reflection.Metadata.TypeReferenceHandle 4:4
        System.Reflection.Metadata.TypeReferenceHandleCollection 4:4
        System.Reflection.Metadata.TypeReferenceHandleCollection+Enumerator 8:4
        System.Reflection.Metadata.TypeSpecification 16:8r
        System.Reflection.Metadata.TypeSpecificationHandle 4:4
        System.Reflection.Metadata.UserStringHandle 4:4
        System.Reflection.ParameterModifier 8:8r
        System.Reflection.PortableExecutable.CodeViewDebugDirectoryData 32:8r
        System.Reflection.PortableExecutable.DebugDirectoryEntry 24:4
        System.Reflection.PortableExecutable.DirectoryEntry 8:4
        System.Reflection.PortableExecutable.PEMemoryBlock 16:8r
        System.Reflection.PortableExecutable.PdbChecksumDebugDirectoryData 16:8r
        System.Reflection.PortableExecutable.SectionHeader 40:8r
        System.Reflection.PortableExecutable.SectionLocation 8:4
        System.Runtime.CompilerServices.AsyncIteratorMethodBuilder 8:8r
        System.Runtime.CompilerServices.AsyncTaskMethodBuilder 8:8r
        System.Runtime.CompilerServices.AsyncTaskMethodBuilder`1 8:8r
        System.Runtime.CompilerServices.AsyncValueTaskMethodBuilder 8:8r
        System.Runtime.CompilerServices.AsyncValueTaskMethodBuilder`1 {auto ref !0}
        System.Runtime.CompilerServices.AsyncVoidMethodBuilder 16:8r
        System.Runtime.CompilerServices.ConfiguredAsyncDisposable 16:8r
        System.Runtime.CompilerServices.ConfiguredCancelableAsyncEnumerable`1 24:8r
        System.Runtime.CompilerServices.ConfiguredCancelableAsyncEnumerable`1+Enumerator 16:8r
        System.Runtime.CompilerServices.ConfiguredTaskAwaitable 16:8r
        System.Runtime.CompilerServices.ConfiguredTaskAwaitable+ConfiguredTaskAwaiter 16:8r
        System.Runtime.CompilerServices.ConfiguredTaskAwaitable`1 16:8r
        System.Runtime.CompilerServices.ConfiguredTaskAwaitable`1+ConfiguredTaskAwaiter 16:8r
        System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable 16:8r
        System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable+ConfiguredValueTaskAwaiter 16:8r
        System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable`1 {auto {auto ref !0 2 1}}
        System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable`1+ConfiguredValueTaskAwaiter {auto {auto ref !0 2 1}}
        System.Runtime.CompilerServices.InlineArray10`1 {inline10 !0}
        System.Runtime.CompilerServices.InlineArray11`1 {inline11 !0}
        System.Runtime.CompilerServices.InlineArray12`1 {inline12 !0}
        System.Runtime.CompilerServices.InlineArray13`1 {inline13 !0}
        System.Runtime.CompilerServices.InlineArray14`1 {inline14 !0}
        System.Runtime.CompilerServices.InlineArray15`1 {inline15 !0}
        System.Runtime.CompilerServices.InlineArray16`1 {inline16 !0}
        System.Runtime.CompilerServices.InlineArray2`1 {inline2 !0}
        System.Runtime.CompilerServices.InlineArray3`1 {inline3 !0}
        System.Runtime.CompilerServices.InlineArray4`1 {inline4 !0}
        System.Runtime.CompilerServices.InlineArray5`1 {inline5 !0}
        System.Runtime.CompilerServices.InlineArray6`1 {inline6 !0}
        System.Runtime.CompilerServices.InlineArray7`1 {inline7 !0}
        System.Runtime.CompilerServices.InlineArray8`1 {inline8 !0}
        System.Runtime.CompilerServices.InlineArray9`1 {inline9 !0}
        System.Runtime.CompilerServices.PoolingAsyncValueTaskMethodBuilder 8:8r
        System.Runtime.CompilerServices.PoolingAsyncValueTaskMethodBuilder`1 {auto ref !0}
        System.Runtime.CompilerServices.TaskAwaiter 8:8r
        System.Runtime.CompilerServices.TaskAwaiter`1 8:8r
        System.Runtime.CompilerServices.ValueTaskAwaiter 16:8r
        System.Runtime.CompilerServices.ValueTaskAwaiter`1 {sequential {auto ref !0 2 1}}
        System.Runtime.CompilerServices.YieldAwaitable 1:1
        System.Runtime.CompilerServices.YieldAwaitable+YieldAwaiter 1:1
        System.Runtime.DependentHandle 8:8
        System.Runtime.InteropServices.ArrayWithOffset 16:8r
        System.Runtime.InteropServices.ComTypes.BINDPTR 8:8
        System.Runtime.InteropServices.ComTypes.BIND_OPTS 16:4
        System.Runtime.InteropServices.ComTypes.CONNECTDATA 16:8r
        System.Runtime.InteropServices.ComTypes.DISPPARAMS 24:8
        System.Runtime.InteropServices.ComTypes.ELEMDESC 32:8
        System.Runtime.InteropServices.ComTypes.ELEMDESC+DESCUNION 16:8
        System.Runtime.InteropServices.ComTypes.EXCEPINFO 56:8r
        System.Runtime.InteropServices.ComTypes.FILETIME 8:4
        System.Runtime.InteropServices.ComTypes.FORMATETC 32:8
        System.Runtime.InteropServices.ComTypes.FUNCDESC 88:8
        System.Runtime.InteropServices.ComTypes.IDLDESC 16:8
        System.Runtime.InteropServices.ComTypes.PARAMDESC 16:8
        System.Runtime.InteropServices.ComTypes.STATDATA 48:8r
        System.Runtime.InteropServices.ComTypes.STATSTG 80:8r
        System.Runtime.InteropServices.ComTypes.STGMEDIUM 24:8r
        System.Runtime.InteropServices.ComTypes.TYPEATTR 96:8
        System.Runtime.InteropServices.ComTypes.TYPEDESC 16:8
        System.Runtime.InteropServices.ComTypes.TYPELIBATTR 32:4
        System.Runtime.InteropServices.ComTypes.VARDESC 64:8r
        System.Runtime.InteropServices.ComTypes.VARDESC+DESCUNION 8:8
        System.Runtime.InteropServices.ComWrappers+ComInterfaceDispatch 8:8
        System.Runtime.InteropServices.ComWrappers+ComInterfaceEntry 24:8
        System.Runtime.InteropServices.GCHandle 8:8
        System.Runtime.InteropServices.GCHandle`1 8:8
        System.Runtime.InteropServices.HandleRef 16:8r
        System.Runtime.InteropServices.Java.ComponentCrossReference 16:8
        System.Runtime.InteropServices.Java.MarkCrossReferencesArgs 32:8
        System.Runtime.InteropServices.Java.StronglyConnectedComponent 16:8
        System.Runtime.InteropServices.JavaScript.JSMarshalerArgument 1:1
        System.Runtime.InteropServices.Marshalling.ComVariant 24:8
        System.Runtime.InteropServices.Marshalling.ComVariantMarshaller+RefPropagate 32:8r
        System.Runtime.InteropServices.Marshalling.CustomMarshallerAttribute+GenericPlaceholder 1:1
        System.Runtime.InteropServices.Marshalling.ReadOnlySpanMarshaller`2+ManagedToUnmanagedOut 16:8r
        System.Runtime.InteropServices.Marshalling.SafeHandleMarshaller`1+ManagedToUnmanagedIn {sequential 1 !0}
        System.Runtime.InteropServices.Marshalling.SafeHandleMarshaller`1+ManagedToUnmanagedOut {sequential 1 !0}
        System.Runtime.InteropServices.Marshalling.SafeHandleMarshaller`1+ManagedToUnmanagedRef {sequential 1 1 !0 8 !0 !0}
        System.Runtime.InteropServices.Marshalling.VirtualMethodTableInfo 16:8
        System.Runtime.InteropServices.NFloat 8:8
        System.Runtime.InteropServices.OSPlatform 8:8r
        System.Runtime.InteropServices.PinnedGCHandle`1 8:8
        System.Runtime.InteropServices.Swift.SwiftError 8:8
        System.Runtime.InteropServices.Swift.SwiftIndirectResult 8:8
        System.Runtime.InteropServices.Swift.SwiftSelf 8:8
        System.Runtime.InteropServices.Swift.SwiftSelf`1 {sequential !0}
        System.Runtime.InteropServices.WeakGCHandle`1 8:8
        System.Runtime.Intrinsics.Vector128`1 16:16
        System.Runtime.Intrinsics.Vector256`1 32:32/16
        System.Runtime.Intrinsics.Vector512`1 64:64/16
        System.Runtime.Intrinsics.Vector64`1 8:8
        System.Runtime.Loader.AssemblyLoadContext+ContextualReflectionScope 24:8r
        System.Runtime.Serialization.SerializationEntry 24:8r
        System.Runtime.Serialization.StreamingContext 16:8r
        System.Security.Cryptography.CngProperty 32:8r
        System.Security.Cryptography.DSAParameters 64:8r
        System.Security.Cryptography.ECCurve 104:8r
        System.Security.Cryptography.ECParameters 128:8r
        System.Security.Cryptography.ECPoint 16:8r
        System.Security.Cryptography.HashAlgorithmName 8:8r
        System.Security.Cryptography.PemFields 28:4
        System.Security.Cryptography.RSAParameters 64:8r
        System.Security.Cryptography.X509Certificates.X509ChainStatus 16:8r
        System.SequencePosition 16:8r
        System.Text.Json.JsonDocumentOptions 8:4
        System.Text.Json.JsonElement 16:8r
        System.Text.Json.JsonElement+ArrayEnumerator 24:8r
        System.Text.Json.JsonElement+ObjectEnumerator 24:8r
        System.Text.Json.JsonEncodedText 16:8r
        System.Text.Json.JsonProperty 16:8r
        System.Text.Json.JsonReaderOptions 8:4
        System.Text.Json.JsonReaderState 56:8r
        System.Text.Json.JsonWriterOptions 16:8r
        System.Text.Json.Nodes.JsonNodeOptions 1:1
        System.Text.Json.Schema.JsonSchemaExporterContext 32:8r
        System.Text.Json.Serialization.Metadata.JsonDerivedType 16:8r
        System.Text.Rune 4:4
        System.Text.StringBuilder+AppendInterpolatedStringHandler 24:8r
        System.Text.StringBuilder+ChunkEnumerator 24:8r
        System.Text.StringRuneEnumerator 16:8r
        System.Threading.AsyncFlowControl 8:8r
        System.Threading.AsyncLocalValueChangedArgs`1 {sequential !0 !0 1}
        System.Threading.CancellationToken 8:8r
        System.Threading.CancellationTokenRegistration 16:8r
        System.Threading.LockCookie 12:4
        System.Threading.NamedWaitHandleOptions 2:1
        System.Threading.NativeOverlapped 32:8
        System.Threading.SpinLock 4:4
        System.Threading.SpinWait 4:4
        System.Threading.Tasks.Dataflow.DataflowMessageHeader 8:8
        System.Threading.Tasks.ParallelLoopResult 24:8
        System.Threading.Tasks.Sources.ManualResetValueTaskSourceCore`1 {auto ref ref ref ref !0 2 1 1}
        System.Threading.Tasks.ValueTask 16:8r
        System.Threading.Tasks.ValueTask`1 {auto ref !0 2 1}
        System.TimeOnly 8:8
        System.TimeSpan 8:8
        System.TimeZoneInfo+TransitionTime 24:8
        System.Transactions.TransactionOptions 16:8
        System.UInt128 16:16
        System.UriCreationOptions 1:1
        System.ValueTuple 1:1
        System.ValueTuple`1 {sequential !0}
        System.ValueTuple`2 {auto !0 !1}
        System.ValueTuple`3 {auto !0 !1 !2}
        System.ValueTuple`4 {auto !0 !1 !2 !3}
        System.ValueTuple`5 {auto !0 !1 !2 !3 !4}
        System.ValueTuple`6 {auto !0 !1 !2 !3 !4 !5}
        System.ValueTuple`7 {auto !0 !1 !2 !3 !4 !5 !6}
        System.ValueTuple`8 {auto !0 !1 !2 !3 !4 !5 !6 !7}
        System.Xml.Serialization.XmlDeserializationEvents 40:8r
        """;
}
