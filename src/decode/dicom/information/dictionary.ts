/**
 * Elements that radiographs have (PS3.6): tag, how their values are written, name. What is written without VRs is read by the second; other
 * elements are listed by their tags alone.
 */
const ELEMENTS = `
00020000 UL File Meta Information Group Length
00020001 OB File Meta Information Version
00020002 UI Media Storage SOP Class UID
00020003 UI Media Storage SOP Instance UID
00020010 UI Transfer Syntax UID
00020012 UI Implementation Class UID
00020013 SH Implementation Version Name
00020016 AE Source Application Entity Title
00080005 CS Specific Character Set
00080008 CS Image Type
00080012 DA Instance Creation Date
00080013 TM Instance Creation Time
00080014 UI Instance Creator UID
00080016 UI SOP Class UID
00080018 UI SOP Instance UID
00080020 DA Study Date
00080021 DA Series Date
00080022 DA Acquisition Date
00080023 DA Content Date
0008002A DT Acquisition DateTime
00080030 TM Study Time
00080031 TM Series Time
00080032 TM Acquisition Time
00080033 TM Content Time
00080050 SH Accession Number
00080060 CS Modality
00080064 CS Conversion Type
00080068 CS Presentation Intent Type
00080070 LO Manufacturer
00080080 LO Institution Name
00080081 ST Institution Address
00080090 PN Referring Physician's Name
00080100 SH Code Value
00080102 SH Coding Scheme Designator
00080103 SH Coding Scheme Version
00080104 LO Code Meaning
00080201 SH Timezone Offset From UTC
00081010 SH Station Name
00081030 LO Study Description
00081032 SQ Procedure Code Sequence
0008103E LO Series Description
00081040 LO Institutional Department Name
00081048 PN Physician(s) of Record
00081050 PN Performing Physician's Name
00081060 PN Name of Physician(s) Reading Study
00081070 PN Operators' Name
00081090 LO Manufacturer's Model Name
00081110 SQ Referenced Study Sequence
00081111 SQ Referenced Performed Procedure Step Sequence
00081115 SQ Referenced Series Sequence
00081140 SQ Referenced Image Sequence
00081150 UI Referenced SOP Class UID
00081155 UI Referenced SOP Instance UID
00081160 IS Referenced Frame Number
00082111 ST Derivation Description
00082112 SQ Source Image Sequence
00082142 IS Start Trim
00082143 IS Stop Trim
00082144 IS Recommended Display Frame Rate
00082218 SQ Anatomic Region Sequence
00082220 SQ Anatomic Region Modifier Sequence
00082228 SQ Primary Anatomic Structure Sequence
00089007 CS Frame Type
00089205 CS Pixel Presentation
00089206 CS Volumetric Properties
00089207 CS Volume Based Calculation Technique
00089215 SQ Derivation Code Sequence
00100010 PN Patient's Name
00100020 LO Patient ID
00100021 LO Issuer of Patient ID
00100030 DA Patient's Birth Date
00100032 TM Patient's Birth Time
00100040 CS Patient's Sex
00101000 LO Other Patient IDs
00101001 PN Other Patient Names
00101010 AS Patient's Age
00101020 DS Patient's Size
00101030 DS Patient's Weight
00101040 LO Patient's Address
00102154 SH Patient's Telephone Numbers
00102160 SH Ethnic Group
00102180 SH Occupation
001021B0 LT Additional Patient History
001021C0 US Pregnancy Status
00104000 LT Patient Comments
00120062 CS Patient Identity Removed
00120063 LO De-identification Method
00120064 SQ De-identification Method Code Sequence
00180010 LO Contrast/Bolus Agent
00180015 CS Body Part Examined
00180040 IS Cine Rate
00180060 DS KVP
00181000 LO Device Serial Number
00181004 LO Plate ID
00181010 LO Secondary Capture Device ID
00181012 DA Date of Secondary Capture
00181016 LO Secondary Capture Device Manufacturer
00181018 LO Secondary Capture Device Manufacturer's Model Name
00181020 LO Software Versions
00181030 LO Protocol Name
00181063 DS Frame Time
00181065 DS Frame Time Vector
00181110 DS Distance Source to Detector
00181111 DS Distance Source to Patient
00181114 DS Estimated Radiographic Magnification Factor
00181130 DS Table Height
00181147 CS Field of View Shape
00181149 IS Field of View Dimension(s)
00181150 IS Exposure Time
00181151 IS X-Ray Tube Current
00181152 IS Exposure
00181153 IS Exposure in µAs
00181154 DS Average Pulse Width
00181155 CS Radiation Setting
00181156 CS Rectification Type
0018115A CS Radiation Mode
0018115E DS Image and Fluoroscopy Area Dose Product
00181160 SH Filter Type
00181162 DS Intensifier Size
00181164 DS Imager Pixel Spacing
00181166 CS Grid
00181190 DS Focal Spot(s)
00181191 CS Anode Target Material
001811A0 DS Body Part Thickness
001811A2 DS Compression Force
00181200 DA Date of Last Calibration
00181201 TM Time of Last Calibration
00181260 SH Plate Type
00181261 LO Phosphor Type
00181271 FD Water Equivalent Diameter
00181400 LO Acquisition Device Processing Description
00181401 LO Acquisition Device Processing Code
00181402 CS Cassette Orientation
00181403 CS Cassette Size
00181404 US Exposures on Plate
00181405 IS Relative X-Ray Exposure
00181411 DS Exposure Index
00181412 DS Target Exposure Index
00181413 DS Deviation Index
00181450 DS Column Angulation
00181500 CS Positioner Motion
00181508 CS Positioner Type
00181510 DS Positioner Primary Angle
00181511 DS Positioner Secondary Angle
00181520 DS Positioner Primary Angle Increment
00181521 DS Positioner Secondary Angle Increment
00181530 DS Detector Primary Angle
00181531 DS Detector Secondary Angle
00181600 CS Shutter Shape
00181602 IS Shutter Left Vertical Edge
00181604 IS Shutter Right Vertical Edge
00181606 IS Shutter Upper Horizontal Edge
00181608 IS Shutter Lower Horizontal Edge
00181622 US Shutter Presentation Value
00181700 CS Collimator Shape
00181702 IS Collimator Left Vertical Edge
00181704 IS Collimator Right Vertical Edge
00181706 IS Collimator Upper Horizontal Edge
00181708 IS Collimator Lower Horizontal Edge
00185100 CS Patient Position
00185101 CS View Position
00186000 DS Sensitivity
00187000 CS Detector Conditions Nominal Flag
00187001 DS Detector Temperature
00187004 CS Detector Type
00187005 CS Detector Configuration
00187006 LT Detector Description
0018700A SH Detector ID
0018700C DA Date of Last Detector Calibration
0018700E TM Time of Last Detector Calibration
0018701A DS Detector Binning
00187020 DS Detector Element Physical Size
00187022 DS Detector Element Spacing
00187024 CS Detector Active Shape
00187026 DS Detector Active Dimension(s)
00187030 DS Field of View Origin
00187032 DS Field of View Rotation
00187034 CS Field of View Horizontal Flip
00187040 LT Grid Absorbing Material
00187041 LT Grid Spacing Material
00187050 CS Filter Material
00187060 CS Exposure Control Mode
00187062 LT Exposure Control Mode Description
00187064 CS Exposure Status
00187065 DS Phototimer Setting
00189073 FD Acquisition Duration
00189074 DT Frame Acquisition DateTime
00189151 DT Frame Reference DateTime
00189220 FD Frame Acquisition Duration
0020000D UI Study Instance UID
0020000E UI Series Instance UID
00200010 SH Study ID
00200011 IS Series Number
00200012 IS Acquisition Number
00200013 IS Instance Number
00200020 CS Patient Orientation
00200052 UI Frame of Reference UID
00200060 CS Laterality
00200062 CS Image Laterality
00201002 IS Images in Acquisition
00204000 LT Image Comments
00209056 SH Stack ID
00209057 UL In-Stack Position Number
00209111 SQ Frame Content Sequence
00209157 UL Dimension Index Values
00209158 LT Frame Comments
00209221 SQ Dimension Organization Sequence
00209222 SQ Dimension Index Sequence
00280002 US Samples per Pixel
00280004 CS Photometric Interpretation
00280006 US Planar Configuration
00280008 IS Number of Frames
00280009 AT Frame Increment Pointer
00280010 US Rows
00280011 US Columns
00280030 DS Pixel Spacing
00280034 IS Pixel Aspect Ratio
00280051 CS Corrected Image
00280100 US Bits Allocated
00280101 US Bits Stored
00280102 US High Bit
00280103 US Pixel Representation
00280106 US Smallest Image Pixel Value
00280107 US Largest Image Pixel Value
00280120 US Pixel Padding Value
00280121 US Pixel Padding Range Limit
00280300 CS Quality Control Image
00280301 CS Burned In Annotation
00280302 CS Recognizable Visual Features
00280A02 CS Pixel Spacing Calibration Type
00280A04 LO Pixel Spacing Calibration Description
00281040 CS Pixel Intensity Relationship
00281041 SS Pixel Intensity Relationship Sign
00281050 DS Window Center
00281051 DS Window Width
00281052 DS Rescale Intercept
00281053 DS Rescale Slope
00281054 LO Rescale Type
00281055 LO Window Center & Width Explanation
00281056 CS VOI LUT Function
00281101 US Red Palette Color Lookup Table Descriptor
00281102 US Green Palette Color Lookup Table Descriptor
00281103 US Blue Palette Color Lookup Table Descriptor
00281201 OW Red Palette Color Lookup Table Data
00281202 OW Green Palette Color Lookup Table Data
00281203 OW Blue Palette Color Lookup Table Data
00281300 CS Breast Implant Present
00281350 CS Partial View
00281352 SQ Partial View Code Sequence
00282110 CS Lossy Image Compression
00282112 DS Lossy Image Compression Ratio
00282114 CS Lossy Image Compression Method
00283000 SQ Modality LUT Sequence
00283002 US LUT Descriptor
00283003 LO LUT Explanation
00283004 LO Modality LUT Type
00283006 OW LUT Data
00283010 SQ VOI LUT Sequence
00286010 US Representative Frame Number
00289110 SQ Pixel Measures Sequence
00289132 SQ Frame VOI LUT Sequence
00289145 SQ Pixel Value Transformation Sequence
00321032 PN Requesting Physician
00321060 LO Requested Procedure Description
00380010 LO Admission ID
00400244 DA Performed Procedure Step Start Date
00400245 TM Performed Procedure Step Start Time
00400253 SH Performed Procedure Step ID
00400254 LO Performed Procedure Step Description
00400260 SQ Performed Protocol Code Sequence
00400275 SQ Request Attributes Sequence
00400302 US Entrance Dose
00400306 DS Distance Source to Entrance
00400316 DS Organ Dose
00400318 CS Organ Exposed
00400555 SQ Acquisition Context Sequence
00401001 SH Requested Procedure ID
00408302 DS Entrance Dose in mGy
00540220 SQ View Code Sequence
00540222 SQ View Modifier Code Sequence
00880200 SQ Icon Image Sequence
20500020 CS Presentation LUT Shape
52009229 SQ Shared Functional Groups Sequence
52009230 SQ Per-Frame Functional Groups Sequence
7FE00001 OV Extended Offset Table
7FE00002 OV Extended Offset Table Lengths
7FE00010 OW Pixel Data
FFFCFFFC OB Data Set Trailing Padding
`;

export interface KnownElement {
  readonly vr: string;
  readonly name: string;
}

const UNKNOWN: KnownElement = { vr: 'UN', name: '' };
const GROUP_LENGTH: KnownElement = { vr: 'UL', name: 'Group Length' };
/** PS3.5, 7.8.1. */
const PRIVATE_CREATOR: KnownElement = { vr: 'LO', name: 'Private Creator' };

let elements: ReadonlyMap<number, KnownElement> | null = null;

/** What is known of an element; VR `UN` and no name of one that is not listed here. */
export function knownElement(tag: number): KnownElement {
  elements ??= new Map(
    ELEMENTS.trim()
      .split('\n')
      .map((row) => [parseInt(row.slice(0, 8), 16), { vr: row.slice(9, 11), name: row.slice(12) }]),
  );
  const number = tag & 0xffff;
  if (number === 0 && (tag >>> 16) % 2 === 0) return elements.get(tag) ?? GROUP_LENGTH;
  const isCreator = (tag >>> 16) % 2 === 1 && number >= 0x10 && number <= 0xff;
  return elements.get(tag) ?? (isCreator ? PRIVATE_CREATOR : UNKNOWN);
}
