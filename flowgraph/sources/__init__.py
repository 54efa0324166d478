"""Who answers "give me these IVRs": the live PBX, a PBX folder, a saved file."""
